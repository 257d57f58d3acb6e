import { registry } from "@web/core/registry";
import { field, openTab, save, see } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_hr_officer", {
  steps: () => [
    see(".alert-success:contains('Neutralised marks: 1')"),
    see(`${field("score")}:contains("100")`),
    openTab("marks"),
    {
      content: "Deduct points once more",
      trigger: `${field("mark_ids")} .o_field_x2many_list_row_add :is(a, button)`,
      run: "click",
    },
    {
      content: "Two points",
      trigger: `.o_selected_row ${field("points")} input`,
      run: "edit 2",
    },
    {
      content: "Say why",
      trigger: `.o_selected_row ${field("reason")} :is(input, textarea)`,
      run: "edit Once more",
    },
    {
      content: "Look for the matter by what happened",
      trigger: `.o_selected_row ${field("matter_id")} input`,
      run: "edit Gate unwatched",
    },
    {
      content: "Choose the matter",
      trigger: ".o-autocomplete--dropdown-item:contains('Gate unwatched')",
      run: "click",
    },
    save(),
    {
      content: "Read the refusal with the number of the decision",
      trigger: ".modal:contains('RD-')",
    },
    {
      content: "Understand",
      trigger: ".modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "Give the deduction up",
      trigger: ".o_form_button_cancel",
      run: "click",
    },
    see(".o_form_saved"),
    see(`${field("score")}:contains("100")`),
  ],
});
