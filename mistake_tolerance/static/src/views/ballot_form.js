/**
 * The form of a ballot, which stores nothing of a secret one.
 *
 * Odoo stores what a form contains before it calls a button, and when the reader goes
 * elsewhere. The choice of a secret ballot goes to the server with the button alone.
 */
import { evaluateExpr } from "@web/core/py_js/py";
import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";
import { SubmitFormController } from "./submit_form";

export class BallotFormController extends SubmitFormController {
  get isDraft() {
    const { is_secret: isSecret, is_mine: isMine } = this.model.root.data;
    return Boolean(isSecret && isMine);
  }

  async beforeExecuteActionButton(clickParams) {
    if (!this.isDraft || clickParams.name !== "action_cast") {
      return super.beforeExecuteActionButton(...arguments);
    }
    const root = this.model.root;
    const { tolerance_agree: agrees } = clickParams.context ? evaluateExpr(clickParams.context) : {};
    const choice = agrees ? root.data.proposal : await root.getChanges();
    const action = await this.orm.call(root.resModel, "action_cast", [[root.resId], choice]);
    await root.discard();
    await root.load();
    await this.actionService.doAction(action);
    return false;
  }
}

registry.category("views").add("tolerance_ballot_form", {
  ...formView,
  Controller: BallotFormController,
});
