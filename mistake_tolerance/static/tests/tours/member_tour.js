import { registry } from "@web/core/registry";
import { field, fill, openRecord, press, see } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_member", {
  steps: () => [
    openRecord("Test Officer"),
    see(`${field("what_happened")}:contains("gate unwatched")`),
    see(`${field("assessment_line_ids")} .o_kanban_record:contains("See the minutes")`),
    {
      content: "Choose the outcome",
      trigger: `${field("degree_id")} label:contains("Exempt from liability")`,
      run: "click",
    },
    {
      content: "Choose the situation that the inquiry assessed",
      trigger: `${field("situation_ids")} .form-check-input`,
      run: "click",
    },
    press("action_review"),
    {
      content: "Read what is missing before any question is asked",
      trigger: ".o_notification:contains('easons')",
    },
    fill("reasons", "Decided together, no gain."),
    press("action_review"),
    see(".modal .o_field_widget[name=party_id]:contains('Test Officer')"),
    see(".modal .o_field_widget[name=degree_id]:contains('Exempt from liability')"),
    see(".modal .o_field_widget[name=situation_ids] .o_tag"),
    {
      content: "Cast it",
      trigger: ".modal button[name=action_cast]",
      run: "click",
    },
    see(".o_form_view:not(:has(button[name=action_review]))"),
  ],
});
