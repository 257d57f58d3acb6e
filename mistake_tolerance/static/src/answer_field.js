import { registry } from "@web/core/registry";
import {
  FilterableSelectionField,
  filterableSelectionField,
} from "@web/views/fields/selection/filterable_selection_field";

import { xml } from "@odoo/owl";

/**
 * The answer to a question of an assessment: the digits choose among those offered.
 *
 * In a list the Enter key leads to the next row before the menu of a selection hears
 * of it, so that an answer could not be chosen without the mouse.
 */
export class AnswerField extends FilterableSelectionField {
  static template = xml`
    <div class="w-100" t-on-keydown="onKeydown">
      <t t-call="web.SelectionField" />
    </div>`;

  onKeydown(ev) {
    const option = this.options[Number(ev.key) - 1];
    if (option && !this.props.readonly) {
      ev.preventDefault();
      ev.stopPropagation();
      this.onChange(option[0]);
    }
  }
}

registry.category("fields").add("tolerance_answer", {
  ...filterableSelectionField,
  component: AnswerField,
});
