import { registry } from "@web/core/registry";
import { fill, openRecord, press, seeState } from "./tour_steps";

registry.category("web_tour.tours").add("tolerance_unit_head", {
  steps: () => [
    openRecord("Test Officer"),
    fill("unit_opinion", "It is as told; the unit supports it."),
    press("action_forward"),
    seeState("Awaiting Acceptance"),
  ],
});
