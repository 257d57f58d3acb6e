/** What a person does again and again, as steps of a tour. */

export const field = (name) => `.o_field_widget[name=${name}]`;

export const fill = (name, text) => ({
  content: `Fill in ${name}`,
  trigger: `${field(name)} :is(input, textarea)`,
  run: `edit ${text}`,
});

/** Type the text and choose the record that is offered for it. */
export const chooseRecord = (name, text) => [
  {
    content: `Look for ${text}`,
    trigger: `${field(name)} input`,
    run: `edit ${text}`,
  },
  {
    content: `Choose ${text}`,
    trigger: `.o-autocomplete--dropdown-item:contains("${text}")`,
    run: "click",
  },
];

export const chooseValue = (name, text) => [
  {
    content: `Open the choices of ${name}`,
    trigger: `${field(name)} input`,
    run: "click",
  },
  {
    content: `Choose ${text}`,
    trigger: `.o_select_menu_item:contains("${text}")`,
    run: "click",
  },
  {
    // Typing on before it stands there loses the choice.
    content: `See ${text} chosen`,
    trigger: `${field(name)} input:value("${text}")`,
  },
];

export const openRecord = (text) => ({
  content: `Open the record of ${text}`,
  trigger: `.o_kanban_record:contains("${text}")`,
  run: "click",
});

export const press = (name) => ({
  content: `Press ${name}`,
  trigger: `button[name=${name}]:enabled`,
  run: "click",
});

export const confirm = () => ({
  content: "Answer the question with yes",
  trigger: ".modal-footer .btn-primary",
  run: "click",
});

export const openTab = (name) => ({
  content: `Turn to the page ${name}`,
  trigger: `.o_notebook .nav-link[name=${name}]`,
  run: "click",
});

export const save = () => ({
  content: "Save",
  trigger: ".o_form_button_save:enabled",
  run: "click",
});

export const seeState = (text) => ({
  content: `See the status ${text}`,
  trigger: `.o_statusbar_status .o_arrow_button_current:contains("${text}")`,
});

export const see = (selector) => ({ content: `See ${selector}`, trigger: selector });
