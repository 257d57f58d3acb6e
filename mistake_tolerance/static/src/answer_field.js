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
      <small t-if="!props.readonly" class="d-none d-md-block text-muted" t-out="keys" />
    </div>`;

  /** The answers in the order of their scale: the first speaks for the person. */
  get options() {
    const order = this.props.record.data[this.props.whitelist_fname];
    const place = (option) => order.indexOf(option[0]);
    return order ? super.options.toSorted((a, b) => place(a) - place(b)) : super.options;
  }

  /** Which digit chooses what: the same answer has another place in another scale. */
  get keys() {
    return this.options.map(([, label], place) => `${place + 1} ${label}`).join("  ");
  }

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
