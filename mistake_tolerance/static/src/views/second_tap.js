/**
 * Ignores a second tap on what has just appeared, on a phone.
 *
 * A question opens with its answer where the button was, and the button of the next
 * action appears where the last one was pressed: a second tap would confirm a decision
 * unread. Buttons that have just appeared take no tap for a moment.
 */
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { patch } from "@web/core/utils/patch";

import { onMounted } from "@odoo/owl";

const SECOND_TAP = 1000; // milliseconds

// Questions of our buttons; other questions of Odoo are not changed.
const questions = new Set();

/** Remember that a question is asked by a button of ours. */
export function noteQuestion(text) {
  questions.add(text);
}

/** Let an element take no tap for a moment, where there is one. */
export function holdBack(el) {
  el?.setAttribute("inert", "");
  setTimeout(() => el?.removeAttribute("inert"), SECOND_TAP);
}

patch(ConfirmationDialog.prototype, {
  setup() {
    super.setup();
    onMounted(() => {
      if (this.env.isSmall && questions.has(this.props.body)) {
        holdBack(this.modalRef.el?.querySelector(".modal-footer"));
      }
    });
  },
});
