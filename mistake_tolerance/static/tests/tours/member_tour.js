import { registry } from "@web/core/registry";
import { chooseRecord, confirm, fill, openRecord, press, see } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_member", {
  steps: () => [
    openRecord("Test Officer"),
    ...chooseRecord("degree_id", "Exempt from liability"),
    ...chooseRecord("situation_ids", "Mistake in carrying out"),
    fill("reasons", "Decided together, no gain."),
    press("action_cast"),
    confirm(),
    see(".o_form_view:not(:has(button[name=action_cast]))"),
  ],
});
