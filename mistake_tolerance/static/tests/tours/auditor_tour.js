import { registry } from "@web/core/registry";
import { press, see } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_auditor", {
  steps: () => [
    see(".o_data_row"),
    {
      content: "Open the menu of the ledger",
      trigger: "[data-menu-xmlid='mistake_tolerance.menu_ledger']",
      run: "click",
    },
    {
      content: "Verify the ledger",
      trigger: "[data-menu-xmlid='mistake_tolerance.menu_ledger_verify']",
      run: "click",
    },
    press("action_verify"),
    see(".modal .alert-success:contains('The ledger is intact')"),
  ],
});
