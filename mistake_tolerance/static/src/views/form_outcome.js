/**
 * Shows the result of an action on the form.
 *
 * On a phone the button is at the end of a long form, and the status that changes is at
 * its top, out of sight. When a button has changed the status of the record, a
 * notification shows the new status and the next action, and the form scrolls to its
 * top. The button of the next action appears where the last one was pressed, so it takes
 * no tap for a moment, see second_tap.
 */
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";
import { holdBack } from "./second_tap";

import { onMounted, useEffect } from "@odoo/owl";

patch(FormController.prototype, {
  async beforeExecuteActionButton(clickParams) {
    // Cached values are shown first and may change without an action.
    this.isStepTaken = clickParams.name?.startsWith("action_");
    return super.beforeExecuteActionButton(...arguments);
  },

  setup() {
    super.setup();
    if (!this.props.resModel.startsWith("tolerance.")) {
      return;
    }
    onMounted(() => {
      if (this.env.isSmall) {
        const root = this.rootRef.el;
        holdBack(
          this.env.inDialog
            ? root?.closest(".modal")?.querySelector(".modal-footer")
            : root?.querySelector(".o_form_statusbar"),
        );
      }
    });
    if (this.env.inDialog) {
      return;
    }
    const notification = useService("notification");
    let before = {};
    useEffect(
      (resId, state) => {
        const isStep = this.isStepTaken && before.resId === resId && before.state !== state;
        before = { resId, state };
        if (isStep) {
          this.isStepTaken = false;
          const { data, fields } = this.model.root;
          const [, title] = fields.state.selection.find(([value]) => value === state);
          notification.add(data.next_action || title, { type: "success" });
          // On a phone the whole view scrolls, on a larger screen only its content.
          this.rootRef.el.scrollTo(0, 0);
          this.rootRef.el.querySelector(".o_content").scrollTo(0, 0);
          if (this.env.isSmall) {
            holdBack(this.rootRef.el.querySelector(".o_form_statusbar"));
          }
        }
      },
      () => [this.model.root.resId, this.model.root.data.state],
    );
  },
});
