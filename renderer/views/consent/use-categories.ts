import type { ConsentCategory } from "../../../shared/consent/categories.ts";
import { useUi } from "../../state/ui-store.ts";

/** [S2-9] What people here may agree to. */
export const useCategories = (): readonly ConsentCategory[] => useUi(({ consentSettings }) => consentSettings.categories);
