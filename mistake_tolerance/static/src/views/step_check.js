/**
 * Checks an action on the server before its question is asked.
 *
 * Odoo asks the question of a button first and lets the server refuse afterwards, with a
 * sentence about a field that may be on another tab. Here the form is saved and the
 * server is asked when the button is pressed; a notification names what is missing, and
 * the first empty field is scrolled into view.
 */
import { _t } from "@web/core/l10n/translation";
import { htmlJoin } from "@web/core/utils/html";
import { patch } from "@web/core/utils/patch";
import { markup } from "@odoo/owl";
import { Record } from "@web/model/relational_model/record";
import { ViewButton } from "@web/views/view_button/view_button";

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

let closeTold = () => {};

/** Open the tab on which a field stands, and put the cursor into it. */
async function showField(form, viewArch, name) {
  const page = viewArch?.querySelector(`field[name="${name}"]`)?.closest("page");
  if (page) {
    form.querySelector(`.o_notebook .nav-link[name="${page.getAttribute("name")}"]`)?.click();
    await nextFrame();
  }
  const field = form.querySelector(`.o_field_widget[name="${name}"]`);
  field?.scrollIntoView({ block: "center" });
  field?.querySelector("input, textarea, .odoo-editor-editable")?.focus();
}

patch(ViewButton.prototype, {
  async onClick(ev, newWindow) {
    const { name, type } = this.clickParams;
    const { record } = this.props;
    const isStep = type === "object" && name?.startsWith("action_");
    if (!isStep || this.props.onClick || !record?.fields?.step_check || !record.resId) {
      return super.onClick(ev, newWindow);
    }
    // Of a secret ballot nothing is saved, see ballot_form.js.
    if (record.data.is_secret && record.data.is_mine) {
      return super.onClick(ev, newWindow);
    }
    if (this.isChecking) {
      return;
    }
    this.isChecking = true;
    try {
      // Earlier notifications are settled now, or will be shown again.
      closeTold();
      const form = ev.target.closest(".o_form_view");
      if (!(await record.save())) {
        return;
      }
      const [{ step_check: check }] = await this.env.services.orm.read(
        record.resModel,
        [record.resId],
        ["step_check"],
        { context: { ...record.context, tolerance_action: name } },
      );
      if (check) {
        const lines = htmlJoin(check.message.split("\n"), markup("<br/>"));
        closeTold = this.env.services.notification.add(lines, { type: "danger" });
        if (form && check.fields.length) {
          await showField(form, this.env.config.viewArch, check.fields[0]);
        }
        return;
      }
    } finally {
      this.isChecking = false;
    }
    return super.onClick(ev, newWindow);
  },
});

patch(Record.prototype, {
  /** Name the fields, where Odoo says that there are some, in Chinese not even that. */
  _displayInvalidFieldNotification() {
    if (!this.resModel.startsWith("tolerance.")) {
      return super._displayInvalidFieldNotification();
    }
    const labels = [...this._invalidFields].map((name) => this.fields[name].string);
    const message = _t("Fill in first: %(fields)s", { fields: labels });
    return this.model.notification.add(message, { type: "danger" });
  },
});
