import { registry } from "@web/core/registry";
import { chooseRecord, field, fill, press, see, seeState } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_employee", {
  steps: () => [
    {
      content: "Begin an application",
      trigger: ".o-kanban-button-new",
      run: "click",
    },
    ...chooseRecord("degree_id", "Exempt from liability"),
    fill("organ", "Discipline Inspection Group"),
    {
      content: "Say when the proceeding started",
      trigger: `${field("proceeding_started_on")} input`,
      run: `edit ${luxon.DateTime.now().toFormat("MM/dd/yyyy")}`,
    },
    fill("what_happened", "The new patrol plan left a gate unwatched."),
    {
      content: "Choose the situation that fits",
      trigger: `${field("situation_ids")} .form-check-input`,
      run: "click",
    },
    fill("statement", "Decided in a meeting, no gain, repaired at once."),
    press("action_submit"),
    seeState("With the Unit"),
    see(`${field("due_on")}:not(:empty)`),
  ],
});
