import { registry } from "@web/core/registry";
import { chooseRecord, fill, openRecord, press, save, see, seeState } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_clerk", {
  steps: () => [
    openRecord("Test Officer"),
    press("action_answer"),
    {
      content: "Decide to accept",
      trigger: ".modal .o_field_widget[name=decision] .o_radio_item:first label",
      run: "click",
    },
    fill("title", "Gate unwatched"),
    press("action_confirm"),
    seeState("Accepted"),
    press("action_start_inquiry"),
    {
      content: "Add an inquirer to the team",
      trigger: ".o_field_widget[name=member_ids] .o_field_x2many_list_row_add :is(a, button)",
      run: "click",
    },
    ...chooseRecord("user_id", "test_inquirer"),
    save(),
    see(".o_form_saved"),
    see(".o_field_widget[name=member_ids] .o_data_row:contains('test_inquirer')"),
  ],
});
