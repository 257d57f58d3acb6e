"""Make a database self-contained and warm; fed to ``odoo shell``."""

# createdb -T copies no files, so the attachments live in the database.
env["ir.config_parameter"].set_param("ir_attachment.location", "db")
env["ir.attachment"].force_storage()
env["ir.qweb"]._pregenerate_assets_bundles()
for name in (
    "bus.websocket_worker_assets",
    "web.assets_emoji",
    "web_tour.interactive",
    "web_tour.automatic",
    "web.assets_backend_lazy",
    "web.chartjs_lib",
):
    bundle = env["ir.qweb"]._get_asset_bundle(name)
    bundle.js()
    bundle.css()
# OdooBot's chat window would cover a phone's screen at the second login.
if "odoobot_state" in env["res.users"]._fields:
    users = env["res.users"].with_context(active_test=False).search([])
    users.odoobot_state = "disabled"
    env["ir.default"].set("res.users", "odoobot_state", "disabled")
env.cr.commit()
