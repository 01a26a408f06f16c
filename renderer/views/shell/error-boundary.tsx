import { Component, type ErrorInfo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import css from "./error-boundary.module.css";

interface Props {
  readonly children: ReactNode;
  /** A new value draws the part anew, as when another conversation is opened. */
  readonly of?: string | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Keeps a failure to the part of the window it is in, says what it means, and offers a way on. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown; readonly of: string | undefined }> {
  override state = { error: undefined as unknown, of: this.props.of };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps({ of }: Props, state: { readonly of: string | undefined }) {
    return of === state.of ? null : { error: undefined, of };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo) {
    this.props.onError?.(error);
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <Failed error={this.state.error} onAgain={() => this.setState({ error: undefined })} />;
  }
}

function Failed({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation("words");
  return (
    <div role="alert" className={css["failed"]}>
      <Empty title={t("error.title")}>
        <p>{t("error.body")}</p>
        <div className={css["ways"]}>
          <Button look="primary" onClick={onAgain}>
            {t("error.again")}
          </Button>
          <Button onClick={() => location.reload()}>{t("error.reload")}</Button>
        </div>
        <details className={css["details"]}>
          <summary>{t("error.details")}</summary>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </details>
      </Empty>
    </div>
  );
}
