package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.text.Plural;

/**
 * An outcome as one HTML page that needs nothing else, to be sent by mail: findings, the matrix of
 * steps and runs, what each patch changes, and traces beside each other. Without JavaScript it has
 * all but the traces. Its policy allows its own script and style, by their hashes, and no network.
 */
final class HtmlReport {
  /** The traces of the page; the rest of it is small. */
  private static final int DATA_BUDGET = 4_000_000;

  private static final int MAX_FINDINGS = 200;
  private static final int MAX_CHANGES = 30;

  private final SeriesOutcome outcome;
  private final List<ReportedFinding> findings;
  private final IntFunction<String> labels;
  private final StringBuilder out = new StringBuilder(1 << 16);

  private HtmlReport(SeriesOutcome outcome) {
    this.outcome = outcome;
    this.findings = Findings.of(outcome);
    this.labels = FindingText.labels(outcome);
  }

  static String of(SeriesOutcome outcome) {
    return new HtmlReport(outcome).page(DATA_BUDGET);
  }

  static String of(SeriesOutcome outcome, int budget) {
    return new HtmlReport(outcome).page(budget);
  }

  private String page(int budget) {
    String style = resource("report.css");
    String script = resource("report.js");
    HtmlData data = HtmlData.of(outcome, budget);
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    out.append(" style-src '").append(hash(style)).append("'; script-src '");
    out.append(hash(script)).append("'; base-uri 'none'; form-action 'none'\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    out.append(escape(title())).append(" - seamreplay</title>\n<style>").append(style);
    out.append("</style>\n</head>\n<body>\n");
    header(data.leftOut());
    out.append("<main>\n");
    findings();
    matrix();
    steps();
    out.append("</main>\n");
    out.append("<section id=\"detail\" hidden aria-label=\"run\"></section>\n");
    out.append("<script type=\"application/json\" id=\"data\">").append(data.json());
    out.append("</script>\n<script>").append(script).append("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  private String title() {
    return outcome.title().isEmpty() ? outcome.base() : outcome.title();
  }

  private void header(int leftOut) {
    out.append("<header>\n<h1>").append(escape(title())).append("</h1>\n<p class=\"base\">");
    out.append(escape(outcome.base())).append(" &middot; ").append(escape(outcome.kernel()));
    out.append("</p>\n<p class=\"sum\">");
    long runs = outcome.steps().stream().mapToLong(step -> step.cells().size()).sum();
    chip("", Plural.of(outcome.steps().size() - 1, "patch"));
    chip("", Plural.of(runs, "run"));
    chip(
        findings.isEmpty() ? "good" : "bad",
        findings.isEmpty() ? "no findings" : Plural.of(findings.size(), "finding"));
    long notBuilt = outcome.steps().stream().filter(step -> !step.built()).count();
    if (notBuilt > 0) {
      chip("bad", notBuilt + " not built");
    }
    long broken = claims(StepOutcome.Claim.BROKEN);
    long kept = claims(StepOutcome.Claim.KEPT);
    long open = claims(StepOutcome.Claim.NOT_SEEN);
    if (broken + kept + open > 0) {
      chip(
          broken > 0 ? "bad" : open > 0 ? "doubt" : "good",
          "\"no functional change\": "
              + kept
              + " kept, "
              + (open > 0 ? open + " open, " : "")
              + broken
              + " broken");
    }
    chip("", SeenText.total(outcome));
    out.append("</p>\n");
    for (String note : outcome.notes()) {
      out.append("<p class=\"note\">").append(escape(note)).append("</p>\n");
    }
    if (leftOut > 0) {
      out.append("<p class=\"note\" id=\"leftout\">The traces of ").append(leftOut);
      out.append(" further runs are left out to keep this page small.</p>\n");
    }
    out.append("<p class=\"tools\" hidden><input id=\"search\" type=\"search\"");
    out.append(" placeholder=\"search: patch, call, function  (/)\" aria-label=\"search\">");
    out.append("<button id=\"only\" aria-pressed=\"false\">only what changes</button>");
    out.append("<button id=\"theme\">light / dark</button><button id=\"keys\">keys ?</button></p>");
    out.append("\n<noscript><p class=\"note\">Traces beside each other and search need");
    out.append(" JavaScript; all else is here.</p></noscript>\n</header>\n");
  }

  private long claims(StepOutcome.Claim claim) {
    return outcome.steps().stream().filter(step -> step.claim() == claim).count();
  }

  private void chip(String kind, String text) {
    out.append("<span class=\"chip ").append(kind).append("\">").append(escape(text));
    out.append("</span> ");
  }

  private void findings() {
    out.append("<section id=\"findings\">\n<h2>Findings</h2>\n");
    if (findings.isEmpty()) {
      out.append("<p class=\"good\">None: every run is as expected.</p>\n");
    }
    int number = 0;
    for (ReportedFinding finding : findings) {
      if (number == MAX_FINDINGS) {
        out.append("<p class=\"note\">").append(findings.size() - MAX_FINDINGS);
        out.append(" further findings are left out; the JSON report has them.</p>\n");
        break;
      }
      finding(finding, number++);
    }
    out.append("</section>\n");
  }

  private void finding(ReportedFinding finding, int number) {
    out.append("<article class=\"finding stop ").append(sort(finding)).append("\" id=\"f");
    out.append(number).append("\" tabindex=\"-1\">\n<h3><span class=\"kind\">");
    out.append(escape(finding.kind().replace('-', ' '))).append("</span> ");
    out.append(escape(finding.message())).append("</h3>\n<p class=\"patch\">");
    out.append(step(finding.step())).append("</p>\n<dl>\n");
    finding
        .run()
        .ifPresent(
            run ->
                row(
                    "in",
                    escape(run.scenario().name() + " / " + run.platformName()) + also(finding)));
    for (JudgedFinding.Detail detail : finding.details()) {
      boolean value = detail.label().equals("expected") || detail.label().equals("got");
      row(
          detail.label(),
          (value ? "<code class=\"" + detail.label() + "\">" : "<code>")
              + escape(detail.text())
              + "</code>");
    }
    if (!finding.cause().isEmpty()) {
      row("so", escape(finding.cause()));
    }
    finding.place().ifPresent(place -> place(place));
    if (!finding.next().isEmpty()) {
      row("next", "<code>" + escape(finding.next()) + "</code>");
    }
    out.append("</dl>\n");
    cell(finding);
    out.append("</article>\n");
  }

  /** A link to the traces of the run that shows it first. */
  private void cell(ReportedFinding finding) {
    if (finding.run().isEmpty()) {
      return;
    }
    int run = outcome.runs().indexOf(finding.run().get());
    for (int i = 0; i < outcome.steps().size(); i++) {
      if (outcome.steps().get(i).number() == finding.step().number()) {
        out.append("<p class=\"open\" hidden><button data-cell=\"").append(i).append('-');
        out.append(run).append("\">show the trace</button></p>\n");
      }
    }
  }

  private static String sort(ReportedFinding finding) {
    return finding.sort().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String also(ReportedFinding finding) {
    if (finding.also().isEmpty()) {
      return "";
    }
    Map<String, Integer> steps = new LinkedHashMap<>();
    finding.also().forEach(other -> steps.merge(other.step().label(), 1, Integer::sum));
    StringBuilder text = new StringBuilder(" <span class=\"also\">also in ");
    String separator = "";
    for (Map.Entry<String, Integer> step : steps.entrySet()) {
      text.append(separator)
          .append(step.getValue())
          .append(step.getValue() == 1 ? " run" : " runs");
      text.append(" of ").append(escape(step.getKey()));
      separator = ", ";
    }
    return text.append("</span>").toString();
  }

  private void row(String label, String html) {
    out.append("<dt>").append(escape(label)).append("</dt><dd>").append(html).append("</dd>\n");
  }

  private void place(Place place) {
    StringBuilder html = new StringBuilder("<code>");
    html.append(escape(place.frame().file() + ":" + place.frame().line()))
        .append("</code> in <code>");
    html.append(escape(place.frame().function())).append("</code>");
    if (place.patch() > 0) {
      html.append(", line added by patch <b>").append(escape(labels.apply(place.patch())));
      html.append("</b>");
    }
    if (!place.code().isEmpty()) {
      html.append("<pre>");
      for (Place.CodeLine line : place.code()) {
        boolean here = line.number() == place.frame().line();
        html.append(here ? "<span class=\"here\">" : "<span>");
        html.append("<i>").append(line.patch() == 0 ? "" : escape(labels.apply(line.patch())));
        html.append("</i><i>").append(line.number()).append("</i>");
        // A span is a line of its own; without script and style, the line end is inside it.
        html.append(escape(line.text())).append("\n</span>");
      }
      html.append("</pre>");
    }
    row("at", html.toString());
  }

  private static String step(StepOutcome step) {
    return step.number() == 0
        ? "<b>base</b>"
        : "patch <b>" + escape(step.label()) + "</b> " + escape(step.subject());
  }

  private void matrix() {
    out.append("<section id=\"matrix\">\n<h2>Steps and runs</h2>\n<div class=\"scroll\"><table>\n");
    Families families = Families.weightiestFirst(outcome);
    out.append("<thead><tr><th rowspan=\"2\">step</th>");
    for (Families.Column column : families.columns()) {
      out.append("<th class=\"family\" colspan=\"").append(column.runs().size()).append("\">");
      out.append("<span>").append(escape(column.families().get(0))).append("</span></th>");
    }
    out.append("</tr><tr>");
    for (Families.Column column : families.columns()) {
      String edge = " edge";
      for (int run : column.runs()) {
        out.append("<th class=\"run").append(edge).append("\"><span>");
        out.append(escape(shortName(outcome.runs().get(run).name(), column.families().get(0))));
        out.append("</span></th>");
        edge = "";
      }
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (int i = 0; i < outcome.steps().size(); i++) {
      matrixRow(i, families);
    }
    out.append("</tbody></table></div>\n<p class=\"legend\"><span class=\"c same\">.</span> as at");
    out.append(" the step before <span class=\"c changed\">+</span> the patch changes it");
    out.append(" <span class=\"c wrong\">!</span> not as expected");
    out.append(" <span class=\"c not-modelled\">?</span> not modelled");
    out.append(" <span class=\"c not-applicable\">-</span> does not apply");
    out.append(" <span class=\"c not-built\">x</span> not built</p>\n</section>\n");
  }

  private static String shortName(String name, String family) {
    return name.startsWith(family + "/") ? name.substring(family.length() + 1) : name;
  }

  private void matrixRow(int index, Families families) {
    StepOutcome step = outcome.steps().get(index);
    out.append("<tr><th scope=\"row\"><div><a");
    if (hasArticle(step)) {
      out.append(" href=\"#s").append(index).append('"');
    }
    out.append("><b>");
    out.append(escape(step.label())).append("</b> ").append(escape(step.subject()));
    out.append("</a>");
    if (step.claim() != StepOutcome.Claim.NONE) {
      out.append(
          switch (step.claim()) {
            case KEPT -> " <em class=\"good\">claim kept";
            case BROKEN -> " <em class=\"bad\">claim broken";
            default -> " <em class=\"doubt\">claim open";
          });
      out.append("</em>");
    }
    if (step.answer().equals(Optional.of(StepOutcome.Answer.NOT_SEEN))) {
      out.append(" <em class=\"doubt\">not seen</em>");
    }
    out.append("</div></th>");
    for (Families.Column column : families.columns()) {
      String edge = " class=\"edge\"";
      for (int run : column.runs()) {
        out.append("<td").append(edge).append('>');
        matrixCell(index, run);
        out.append("</td>");
        edge = "";
      }
    }
    out.append("</tr>\n");
  }

  private void matrixCell(int index, int run) {
    StepOutcome step = outcome.steps().get(index);
    CellState state =
        run < step.cells().size() ? CellState.of(step.cells().get(run)) : CellState.NOT_BUILT;
    out.append("<a class=\"c ").append(state.id()).append("\" href=\"#s").append(index);
    out.append("\" data-cell=\"").append(index).append('-').append(run).append("\" title=\"");
    String what = state == CellState.NOT_BUILT ? "not built" : title(step.cells().get(run), state);
    out.append(
        XmlText.attribute(step.label() + "  " + outcome.runs().get(run).name() + ": " + what));
    out.append("\">").append(state.symbol()).append("</a>");
  }

  private static String title(Cell cell, CellState state) {
    Recording recording = cell.verdict().recording();
    return switch (state) {
      case SAME -> "as expected, as at the step before";
      case CHANGED -> "as expected, " + cell.change().size() + " changes";
      case WRONG -> cell.verdict().problems().get(0).message();
      case NOT_MODELLED -> "not modelled: " + recording.reason();
      case NOT_APPLICABLE -> "does not apply: " + recording.reason();
      case NOT_BUILT -> "not built";
    };
  }

  private void steps() {
    out.append("<section id=\"steps\">\n<h2>What each patch changes</h2>\n");
    for (int i = 0; i < outcome.steps().size(); i++) {
      if (hasArticle(outcome.steps().get(i))) {
        step(outcome.steps().get(i), i);
      }
    }
    out.append("</section>\n");
  }

  /** Of a base there is often nothing to say. */
  private static boolean hasArticle(StepOutcome step) {
    return step.number() > 0 || !step.built() || !step.notes().isEmpty();
  }

  private void step(StepOutcome step, int index) {
    List<Behaviour> behaviours = Behaviour.of(step);
    boolean quiet = behaviours.isEmpty() && step.built();
    out.append("<article class=\"step").append(quiet ? "" : " stop").append("\" id=\"s");
    out.append(index).append("\" tabindex=\"-1\">\n<h3>").append(step(step)).append("</h3>\n");
    if (!step.built()) {
      out.append("<p class=\"bad\">").append(escape(step.failure().orElse(""))).append("</p><pre>");
      step.details().forEach(line -> out.append(escape(line)).append('\n'));
      out.append("</pre>\n");
    } else if (step.number() > 0 && behaviours.isEmpty()) {
      out.append("<p class=\"quiet\">changes no run");
      out.append(step.claim() == StepOutcome.Claim.KEPT ? ", as it says" : "").append("</p>\n");
    }
    if (step.claim() == StepOutcome.Claim.BROKEN) {
      out.append("<p class=\"bad\">says \"no functional change\", but:</p>\n");
    }
    if (!behaviours.isEmpty()) {
      out.append("<ul>\n");
      for (Behaviour b : behaviours.subList(0, Math.min(MAX_CHANGES, behaviours.size()))) {
        out.append("<li>").append(escape(b.text())).append("<span class=\"where\">");
        out.append(escape(SeriesText.where(outcome, b))).append("</span></li>\n");
      }
      if (behaviours.size() > MAX_CHANGES) {
        out.append("<li>and ").append(behaviours.size() - MAX_CHANGES).append(" more</li>\n");
      }
      out.append("</ul>\n");
    }
    step.seen().filter(seen -> !seen.complete()).ifPresent(this::notSeen);
    for (String note : step.notes()) {
      out.append("<p class=\"note\">").append(escape(note)).append("</p>\n");
    }
    out.append("</article>\n");
  }

  private void notSeen(Seen seen) {
    out.append("<p class=\"doubt\">not seen: ").append(escape(SeenText.count(seen)));
    out.append("</p>\n<ul>\n");
    for (String place : SeenText.places(seen)) {
      out.append("<li>").append(escape(place)).append("</li>\n");
    }
    out.append("</ul>\n");
  }

  private static String escape(String text) {
    return XmlText.of(text);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/report/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report/" + name + " cannot be read", e);
    }
  }

  /** The source expression that allows exactly this script or style, CSP level 2. */
  private static String hash(String content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
