/**
 * On a phone a second tap answers nothing that the reader has not seen.
 *
 * A question opens with its answer where the button was, a step shows the next one's
 * button where the last one was pressed: an impatient finger would confirm a decision
 * unread. What has just come up takes no tap for a moment.
 */
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { patch } from "@web/core/utils/patch";

import { onMounted } from "@odoo/owl";

const SECOND_TAP = 1000; // milliseconds

// What our buttons ask; other questions of Odoo stay as they are.
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
