// Whether a field shows something else than the server has said.

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const isBox = (field: Field): field is HTMLInputElement => /^(?:checkbox|radio)$/.test(field.type);
export const isSelect = (field: Field): field is HTMLSelectElement => field.localName === "select";

export const isChanged = (field: Field): boolean => {
  if (isBox(field)) return field.checked !== field.defaultChecked;
  // What these show without a value is their own affair.
  if (/^(?:range|color)$/.test(field.type)) return false;
  if (!isSelect(field)) return field.value !== field.defaultValue;
  const all = [...field.options];
  const first = field.multiple || all.some((option) => option.defaultSelected) ? undefined : all[0];
  return all.some((option) => option.selected !== (option.defaultSelected || option === first));
};
