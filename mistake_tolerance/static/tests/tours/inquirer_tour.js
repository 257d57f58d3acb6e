import { registry } from "@web/core/registry";
import { confirm, field, fill, openRecord, openTab, press, save, see } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_inquirer", {
  steps: () => [
    openRecord("test_inquirer"),
    press("action_state_no_interest"),
    confirm(),
    see(`${field("member_ids")} .text-bg-success`),
    openTab("assessment"),
    press("action_open"),
    {
      content: "Answer the first question in the list",
      trigger: `${field("line_ids")} .o_data_row:first td[name=answer]`,
      run: "click",
    },
    {
      content: "Choose the fourth answer by its digit",
      trigger: `${field("answer")} input`,
      run: "press 4",
    },
    see(`${field("answer")} input:value("Unclear")`),
    fill("reasoning", "Nobody could say."),
    save(),
    see(".o_form_saved"),
    see(`${field("answered")}:contains("1 /")`),
  ],
});
