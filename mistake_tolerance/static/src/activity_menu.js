/**
 * Opens our tasks from a row of the activity menu.
 *
 * Odoo shows what is late or due today, so that a task with some days left opens an
 * empty list; here the row opens all tasks that it counts. A single task opens as the
 * form on which it is done, which the server names.
 */
import { ActivityMenu } from "@mail/core/web/activity_menu";
import { patch } from "@web/core/utils/patch";

patch(ActivityMenu.prototype, {
  openActivityGroup(group, filter = "all", newWindow = false) {
    const places = (group.tolerance_places || []).filter((place) => ["all", place.state].includes(filter));
    if (places.length !== 1) {
      return super.openActivityGroup(group, filter, newWindow);
    }
    this.dropdown.close();
    this.action.doAction(
      {
        type: "ir.actions.act_window",
        name: group.name,
        res_model: places[0].res_model,
        res_id: places[0].res_id,
        views: [[false, "form"]],
      },
      { newWindow, clearBreadcrumbs: true },
    );
  },

  executeActivityAction(group, domain, views, context, newWindow) {
    const isAll = context.search_default_activities_overdue && context.search_default_activities_today;
    if (group.tolerance_places && isAll) {
      context.search_default_activities_upcoming_all = 1;
    }
    return super.executeActivityAction(group, domain, views, context, newWindow);
  },
});
