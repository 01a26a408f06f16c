import { Fragment, memo, useMemo, type ReactNode } from "react";
import { readFormatting, type Block, type Piece } from "../words/formatting.ts";
import { findLinks } from "../words/links.ts";
import css from "./rich-text.module.css";
import { SafeLink } from "./safe-link.tsx";

interface Props {
  readonly text: string;
  /** Quiet words, such as a template's footer, carry no links. */
  readonly links?: boolean;
}

/** A message's own words: WhatsApp formatting and links as elements made here, everything else as text. Never markup. */
export const RichText = memo(function RichText({ text, links = true }: Props) {
  const blocks = useMemo(() => readFormatting(text), [text]);
  return (
    <div className={css["text"]} dir="auto">
      {blocks.map((block, index) => (
        <Fragment key={index}>{drawBlock(block, links)}</Fragment>
      ))}
    </div>
  );
});

function drawBlock(block: Block, links: boolean): ReactNode {
  switch (block.kind) {
    case "mono":
      return <pre className={css["mono"]}>{block.text}</pre>;
    case "quote":
      return <blockquote className={css["quote"]}>{drawLines(block.lines, links)}</blockquote>;
    case "list": {
      const items = block.items.map((item, index) => <li key={index}>{drawPieces(item, links)}</li>);
      return block.ordered ? (
        <ol className={css["ordered"]} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul className={css["list"]}>{items}</ul>
      );
    }
    case "lines":
      return <p>{drawLines(block.lines, links)}</p>;
  }
}

const drawLines = (lines: readonly (readonly Piece[])[], links: boolean): ReactNode =>
  lines.map((line, index) => (
    <Fragment key={index}>
      {index === 0 ? null : "\n"}
      {drawPieces(line, links)}
    </Fragment>
  ));

const drawPieces = (pieces: readonly Piece[], links: boolean): ReactNode =>
  pieces.map((piece, index) => <Fragment key={index}>{drawPiece(piece, links)}</Fragment>);

function drawPiece(piece: Piece, links: boolean): ReactNode {
  switch (piece.kind) {
    case "text":
      return links ? drawLinks(piece.text) : piece.text;
    case "bold":
      return <strong>{drawPieces(piece.pieces, links)}</strong>;
    case "italic":
      return <em>{drawPieces(piece.pieces, links)}</em>;
    case "strike":
      return <s>{drawPieces(piece.pieces, links)}</s>;
    case "code":
      return <code className={css["code"]}>{piece.text}</code>;
  }
}

const drawLinks = (text: string): ReactNode =>
  findLinks(text).map((part, index) => (part.kind === "text" ? part.text : <SafeLink key={index} url={part.url} text={part.text} host={part.host} />));
