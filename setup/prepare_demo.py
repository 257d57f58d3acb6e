"""Turn a database to Chinese: language, country, time zone; fed to ``odoo shell``.

Run before the addons are installed (their texts are then loaded too) and again
after it, for the users the sample agency brought.
"""

modules = env["ir.module.module"].search([("state", "=", "installed")])
if env["res.lang"]._lang_get("zh_CN").code != "zh_CN":
    env["res.lang"]._activate_lang("zh_CN")
    modules._update_translations(["zh_CN"])
# Chinese calendars begin the week with Monday.
env["res.lang"].search([("code", "=", "zh_CN")]).week_start = "1"
china = env.ref("base.cn")
env.ref("base.CNY").active = True
for company in env["res.company"].search([]):
    company.partner_id.write(
        {"country_id": china.id, "tz": "Asia/Shanghai", "lang": "zh_CN"}
    )
    if not company.currency_id == env.ref("base.CNY"):
        company.currency_id = env.ref("base.CNY")
users = env["res.users"].with_context(active_test=False).search([])
users.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
env["ir.default"].set("res.partner", "lang", "zh_CN")
env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
env.cr.commit()
