import { type Html, html } from './html'
import type { Field } from './pay-form'

type Common = { name: Field; value: string; problem: string | undefined }

type TextField = Common & {
  label: string
  type?: string
  autocomplete?: string
  inputmode?: string
  hint?: string
  optional?: boolean
  readonly?: boolean
}

/**
 * A labelled text field with its hint and problem. Without an `autocomplete` the browser is asked to stay out of it:
 * it must not offer a real card on a test page.
 */
export function textField({ name, label, value, problem, hint, optional, ...input }: TextField): Html {
  return html`
<div class="field">
<label for="${name}">${label}${optional && html` <span class="soft">(optional)</span>`}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
<input id="${name}" name="${name}" type="${input.type ?? 'text'}" value="${value}" maxlength="200"
 autocomplete="${input.autocomplete ?? 'off'}"${input.inputmode && html` inputmode="${input.inputmode}"`}${input.readonly && html` readonly`}${state(name, problem, hint)}>
</div>`
}

type Option = { value: string; label: string }

export function select({
  name,
  label,
  value,
  problem,
  options,
}: Common & { label: string; options: Option[] }): Html {
  return html`
<div class="field">
<label for="${name}">${label}</label>
${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
<select id="${name}" name="${name}" autocomplete="country"${state(name, problem, undefined)}>
${options.length > 1 && html`<option value="">Choose a country</option>`}
${options.map((option) => html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`)}
</select>
</div>`
}

type Choice = Common & { legend: string; options: (Option & { hint: string | null })[] }

/** Radio buttons. The first carries the field's id, so that a link to the field finds it. */
export function choice({ name, legend, value, problem, options }: Choice): Html {
  return html`
<fieldset${problem && html` aria-describedby="${name}-problem"`}><legend>${legend}</legend>
${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
${options.map(
  (
    option,
    index,
  ) => html`<label class="choice"><input type="radio" id="${index === 0 ? name : `${name}-${index}`}" name="${name}" value="${option.value}"${option.value === value && html` checked`}>
<span>${option.label}${option.hint && html` <span class="soft">${option.hint}</span>`}</span></label>`,
)}
</fieldset>`
}

function state(name: string, problem: string | undefined, hint: string | undefined): Html | false {
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ')
  return described !== '' && html` aria-describedby="${described}"${problem && html` aria-invalid="true"`}`
}
