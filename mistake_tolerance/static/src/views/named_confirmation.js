/**
 * Names the record in the question that a button asks before its action.
 *
 * `confirm="{subject_id}: {degree_id}. Confirm the decision?"` shows the values of
 * these fields, which the view has to load. Odoo itself shows a fixed sentence, in which
 * a person who has opened the wrong record does not notice it.
 */
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { ViewButton } from "@web/views/view_button/view_button";
import { noteQuestion } from "./second_tap";

const PLACEHOLDER = /\{(\w+)\}/g;
// Buttons of ours on the forms of other modules.
const ON_OTHER_FORMS = new Set(["action_issue_certificate"]);

function formatField(record, name) {
  const field = record.fields[name];
  const value = record.data[name];
  if (!field || value === undefined || value === false || value === null) {
    return "";
  }
  const format = registry.category("formatters").get(field.type, String);
  return format(value, { data: record.data, field });
}

patch(ViewButton.prototype, {
  get clickParams() {
    const params = super.clickParams;
    const record = this.props.record;
    const isOurs = record?.resModel?.startsWith("tolerance.") || ON_OTHER_FORMS.has(params.name);
    if (!params.confirm || !record || !isOurs) {
      return params;
    }
    const confirm = params.confirm.replace(PLACEHOLDER, (_text, name) => formatField(record, name));
    noteQuestion(confirm);
    return { ...params, confirm };
  },
});
