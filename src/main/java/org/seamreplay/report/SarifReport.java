package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.seen.NotSeen;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.vm.SourceFrame;

/**
 * The findings of an outcome in SARIF 2.1.0, for code hosts that show them on the line. Hosts want
 * paths within the repository, a location for everything and fingerprints that do not change with
 * lines; a file has one run, as uploads with several replace each other.
 */
final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /** The compiler's {@code file:line:column: error: ...}. */
  private static final Pattern DIAGNOSTIC =
      Pattern.compile("([A-Za-z0-9_.+/-]{1,300}\\.[chS]):([0-9]{1,7})(?::[0-9]{1,7})?: .*");

  /** Where memory was allocated or freed: {@code ... in function (file:line)}. */
  private static final Pattern MENTIONED =
      Pattern.compile(".{0,300}\\(([A-Za-z0-9_.+/-]{1,300}\\.[chS]):([0-9]{1,7})\\)");

  private final SeriesOutcome outcome;
  private final List<SarifRule> rules;
  private final List<ReportedFinding> findings;
  private final Map<String, Integer> seen = new LinkedHashMap<>();

  private SarifReport(SeriesOutcome outcome) {
    this.outcome = outcome;
    this.findings = Findings.of(outcome);
    this.rules =
        Stream.concat(
                findings.stream().map(ReportedFinding::kind),
                outcome.steps().stream()
                    .flatMap(step -> step.seen().stream())
                    .filter(seen -> !seen.complete())
                    .map(seen -> SarifRule.NOT_SEEN))
            .distinct()
            .sorted()
            .map(SarifRule::of)
            .toList();
  }

  static String of(SeriesOutcome outcome) {
    return new SarifReport(outcome).write();
  }

  private String write() {
    JsonText driver = new JsonText().open().put("name", "seamreplay");
    driver.put("version", Reports.version()).openArray("rules");
    rules.forEach(rule -> rule(driver, rule));
    driver.closeArray().close();
    List<String> all = new ArrayList<>(findings.stream().map(this::result).toList());
    outcome.steps().forEach(step -> notSeen(step, all));
    String results = all.stream().collect(Collectors.joining(",\n", "[\n", "\n]"));
    return "{\n\"$schema\":\""
        + SCHEMA
        + "\",\n\"version\":\"2.1.0\",\n\"runs\":[{\n\"tool\":{\"driver\":"
        + driver
        + "},\n\"automationDetails\":"
        + new JsonText().open().put("id", "seamreplay/" + outcome.kernel() + "/").close()
        + ",\n\"columnKind\":\"utf16CodeUnits\",\n\"results\":"
        + (all.isEmpty() ? "[]" : results)
        + "\n}]\n}\n";
  }

  private static void rule(JsonText json, SarifRule rule) {
    json.open().put("id", rule.kind()).put("name", camelCase(rule.kind()));
    text(json, "shortDescription", rule.summary());
    text(json, "fullDescription", rule.summary());
    json.open("help").put("text", rule.help()).put("markdown", rule.help()).close();
    json.open("defaultConfiguration").put("level", level(rule.kind())).close();
    json.open("properties").openArray("tags").add("correctness").add("tdx").closeArray().close();
    json.close();
  }

  private static String camelCase(String kind) {
    StringBuilder name = new StringBuilder();
    for (String word : kind.split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.toString();
  }

  private static String level(String kind) {
    if (kind.equals(SarifRule.NOT_SEEN)) {
      return "note";
    }
    return kind.equals("not-modelled") || kind.equals("claim") ? "warning" : "error";
  }

  private static void text(JsonText json, String key, String text) {
    json.open(key).put("text", text).close();
  }

  /** Lines that say nothing, each range on its own, so that a host marks them. */
  private void notSeen(StepOutcome step, List<String> results) {
    for (NotSeen one : step.seen().map(Seen::notSeen).orElse(List.of())) {
      JsonText json = new JsonText().open();
      json.put("ruleId", SarifRule.NOT_SEEN)
          .put("ruleIndex", rules.indexOf(SarifRule.of(SarifRule.NOT_SEEN)));
      json.put("level", level(SarifRule.NOT_SEEN));
      text(
          json,
          "message",
          "nobody has seen these lines of patch " + step.label() + ": " + one.reason().text());
      json.openArray("locations").open().open("physicalLocation");
      json.open("artifactLocation").put("uri", uri(one.file()));
      json.put("uriBaseId", "%SRCROOT%").close();
      json.open("region").put("startLine", one.from()).put("endLine", one.to()).close();
      json.close().close().closeArray();
      String identity = step.label() + " " + one.reason().id() + " " + one.file();
      int same = seen.merge(identity, 1, Integer::sum);
      json.open("partialFingerprints");
      json.put("seamreplayNotSeen/v1", identity + ":" + same).close();
      json.open("properties").put("step", step.label());
      json.put("subject", Printable.of(step.subject())).put("reason", one.reason().id()).close();
      results.add(json.close().toString());
    }
  }

  private String result(ReportedFinding finding) {
    JsonText json = new JsonText().open();
    json.put("ruleId", finding.kind());
    json.put("ruleIndex", rules.indexOf(SarifRule.of(finding.kind())));
    json.put("level", level(finding.kind()));
    List<String> lines = new FindingText(finding, FindingText.labels(outcome)).lines();
    text(json, "message", String.join("\n", lines));
    json.openArray("locations").open();
    SourceFrame frame = location(finding);
    physical(json, frame, finding.latest().flatMap(SarifReport::snippet));
    logical(json, frame.function());
    json.close().closeArray();
    related(json, finding, frame);
    if (!finding.stack().isEmpty()) {
      stack(json, finding.stack());
    }
    String fingerprint = finding.fingerprint();
    int same = seen.merge(fingerprint, 1, Integer::sum);
    json.open("partialFingerprints");
    // The name that GitHub reads; without it, it makes one from the text around the line.
    json.put("primaryLocationLineHash", fingerprint + ":" + same);
    json.put("seamreplayFinding/v1", fingerprint + ":" + same);
    json.close();
    json.open("properties").put("step", finding.step().label());
    json.put("subject", Printable.of(finding.step().subject()));
    finding.run().ifPresent(run -> json.put("run", Printable.of(run.name())));
    finding
        .place()
        .flatMap(Place::patchLine)
        .ifPresent(line -> json.put("patch", label(line.patch())).put("diffLine", line.diffLine()));
    return json.close().close().toString();
  }

  /**
   * The same line in other trees that a host may show: where the finding is seen first, and where
   * the patch of the line put it. Hosts link to a related location if the message names its id.
   */
  private void related(JsonText json, ReportedFinding finding, SourceFrame shown) {
    Optional<Place> place = finding.place().filter(at -> isInTree(at.frame().file()));
    Optional<Place> first = place.filter(at -> at.frame().line() != shown.line());
    Optional<Sources.PatchLine> added = place.flatMap(Place::patchLine);
    if (first.isEmpty() && added.isEmpty()) {
      return;
    }
    json.openArray("relatedLocations");
    first.ifPresent(
        at -> {
          json.open().put("id", 1);
          physical(json, at.frame(), snippet(at));
          text(json, "message", "seen first at step " + finding.step().label());
          json.close();
        });
    added.ifPresent(
        line -> {
          SourceFrame at = place.orElseThrow().frame();
          json.open().put("id", 2);
          physical(
              json,
              new SourceFrame(at.function(), at.file(), line.line(), 0, false),
              snippet(place.orElseThrow()));
          text(
              json,
              "message",
              "added by patch "
                  + label(line.patch())
                  + ", line "
                  + line.diffLine()
                  + " of its diff");
          json.close();
        });
    json.closeArray();
  }

  private String label(int patch) {
    return FindingText.labels(outcome).apply(patch);
  }

  private static Optional<String> snippet(Place place) {
    return place.code().stream()
        .filter(line -> line.number() == place.frame().line())
        .map(line -> Printable.of(line.text()))
        .findFirst();
  }

  /** A host drops what has no location, so what has none is at the start of the TDX code. */
  private static SourceFrame location(ReportedFinding finding) {
    List<SourceFrame> candidates = new ArrayList<>();
    finding.latest().ifPresent(place -> candidates.add(place.frame()));
    List<String> texts = new ArrayList<>(List.of(finding.message()));
    finding.details().stream().map(JudgedFinding.Detail::text).forEach(texts::add);
    for (String text : texts) {
      for (Pattern pattern : List.of(DIAGNOSTIC, MENTIONED)) {
        Matcher matcher = pattern.matcher(text);
        if (matcher.matches()) {
          int line = Integer.parseInt(matcher.group(2));
          candidates.add(new SourceFrame("", matcher.group(1), line, 0, false));
        }
      }
    }
    return candidates.stream()
        .filter(frame -> frame.line() > 0 && isInTree(frame.file()))
        .findFirst()
        .orElse(new SourceFrame("", Compiler.TDX_UNIT, 1, 0, false));
  }

  private static boolean isInTree(String file) {
    return !file.isEmpty()
        && !file.startsWith("/")
        && !file.startsWith("shim/")
        && !List.of(file.split("/", -1)).contains("..");
  }

  private static void physical(JsonText json, SourceFrame frame, Optional<String> snippet) {
    json.open("physicalLocation");
    json.open("artifactLocation").put("uri", uri(frame.file()));
    json.put("uriBaseId", "%SRCROOT%").close();
    json.open("region").put("startLine", Math.max(1, frame.line()));
    snippet.ifPresent(code -> text(json, "snippet", code));
    json.close().close();
  }

  private static void logical(JsonText json, String function) {
    if (!function.isEmpty()) {
      json.openArray("logicalLocations").open();
      json.put("name", Printable.of(function)).put("kind", "function").close().closeArray();
    }
  }

  private static void stack(JsonText json, List<SourceFrame> stack) {
    json.openArray("stacks").open();
    text(json, "message", "the kernel's call stack");
    json.openArray("frames");
    for (SourceFrame frame : stack) {
      json.open().open("location");
      if (isInTree(frame.file())) {
        physical(json, frame, Optional.empty());
      }
      logical(json, frame.function());
      text(json, "message", Printable.of(frame.function()));
      json.close().close();
    }
    json.closeArray().close().closeArray();
  }

  /** A path as a relative URI, RFC 3986. */
  private static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || "/-._~+,=@".indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return uri.toString();
  }
}
