import { changeKey, unrecognised, type Handler } from "./normalise-change.ts";
import { eventTime, instantOf, objectOf, present, textOf, type Raw } from "./normalise-scalars.ts";

/**
 * All template fields at once, read by the shape of the value: the platform's own sample of a quality update carries
 * the name of another field.
 */
export const normaliseTemplate: Handler = (change, emit) => {
  const { value } = change;
  const templateId = textOf(value.message_template_id);
  if (templateId === undefined) return emit(unrecognised(change, "malformed:template", value));

  emit({
    type: "template",
    key: changeKey("t", change, value),
    at: eventTime(change.time ?? value.timestamp, change.receivedAt),
    templateId,
    name: textOf(value.message_template_name) ?? "",
    language: textOf(value.message_template_language) ?? "",
    ...present({
      status: textOf(value.event)?.toUpperCase(),
      reason: reasonOf(value),
      step: textOf(objectOf(value.other_info)?.title)?.toUpperCase(),
      quality: qualityOf(value),
      ...categoryOf(value),
    }),
  });
};

export const isTemplateShape = (value: Raw): boolean => value.message_template_id !== undefined;

const qualityOf = (value: Raw): string | undefined => textOf(value.new_quality_score)?.toUpperCase();

/** The most telling of the places where a reason may stand. `NONE` is the platform's word for nothing. */
function reasonOf(value: Raw): string | undefined {
  const code = textOf(value.reason);
  return (
    textOf(objectOf(value.rejection_info)?.reason) ??
    textOf(objectOf(value.other_info)?.description) ??
    textOf(objectOf(value.other_info)?.title) ??
    textOf(objectOf(value.disable_info)?.disable_date) ??
    (code === "NONE" ? undefined : code)
  );
}

/** While a change is only announced, `new_category` is the present one and `correct_category` the one to come. */
function categoryOf(value: Raw): { category?: string | undefined; nextCategory?: string | undefined; categoryChangesAt?: ReturnType<typeof instantOf> } {
  const category = textOf(value.new_category) ?? textOf(value.message_template_category);
  const nextCategory = textOf(value.correct_category);
  return nextCategory === undefined ? { category } : { category, nextCategory, categoryChangesAt: instantOf(value.category_update_timestamp) };
}
