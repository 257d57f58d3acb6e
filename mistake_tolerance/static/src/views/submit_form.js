/**
 * A form whose record is submitted when it is created, such as a report or a contest.
 *
 * Odoo stores what a form contains when the reader goes elsewhere, also when a phone
 * shows another app. Here a new record is stored by its button alone: until then it is
 * a draft, and leaving it asks first.
 */
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

export class SubmitFormController extends FormController {
  /** Whether nothing may be stored but by a button of the form. */
  get isDraft() {
    return this.model.root.isNew;
  }

  beforeVisibilityChange() {
    if (!this.isDraft) {
      return super.beforeVisibilityChange();
    }
  }

  async beforeLeave({ forceLeave } = {}) {
    const root = this.model.root;
    if (!this.isDraft) {
      return super.beforeLeave(...arguments);
    }
    if (forceLeave || !(await root.isDirty())) {
      return;
    }
    return new Promise((resolve) => {
      this.dialogService.add(
        ConfirmationDialog,
        {
          body: _t("This is a draft and was not sent. Leave it and lose it?"),
          confirmLabel: _t("Leave"),
          cancelLabel: _t("Stay"),
          confirm: () => resolve(true),
          cancel: () => resolve(false),
        },
        { onClose: () => resolve(false) },
      );
    });
  }

  async beforeUnload(ev) {
    if (!this.isDraft) {
      return super.beforeUnload(...arguments);
    }
    if (this.model.root.dirty) {
      ev.preventDefault();
      ev.returnValue = "Unsaved changes";
    }
  }
}

registry.category("views").add("tolerance_submit_form", {
  ...formView,
  Controller: SubmitFormController,
});
