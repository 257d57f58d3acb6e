import { registry } from "@web/core/registry";
import { chooseValue, field, fill, openRecord, openTab, press, save, see } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_inquirer", {
  steps: () => [
    openRecord("test_inquirer"),
    press("action_state_no_interest"),
    see(`${field("member_ids")} .text-bg-success`),
    openTab("assessment"),
    press("action_open"),
    {
      content: "Answer the first question in the list",
      trigger: `${field("line_ids")} .o_data_row:first td[name=reasoning]`,
      run: "click",
    },
    ...chooseValue("answer", "Unclear"),
    fill("reasoning", "Nobody could say."),
    save(),
    see(".o_form_saved"),
    see(`${field("answered")}:contains("1 /")`),
  ],
});
