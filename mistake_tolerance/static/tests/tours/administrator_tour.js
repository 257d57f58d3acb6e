import { registry } from "@web/core/registry";
import { field, see } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_administrator", {
  steps: () => [
    see(".o_menu_sections [data-menu-xmlid='mistake_tolerance.menu_settings']"),
    see(".o_menu_sections:not(:has([data-menu-xmlid='mistake_tolerance.menu_cases']))"),
    {
      content: "Open the published version",
      trigger: ".o_data_row:contains('Published') .o_data_cell",
      run: "click",
    },
    see(`${field("article_ids")} .o_data_row`),
  ],
});
