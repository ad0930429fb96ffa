package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that people open from a mail: as text, and as a browser shows it. */
class HtmlReportTests {
  private static final String HOSTILE =
      "</script><script>document.title='owned'</script>\"'&\u0001";
  private static final long MOST_BYTES = 6L << 20;

  @TempDir Path directory;

  @Test
  void sameOutcomeGivesTheSameBytes() {
    assertThat(HtmlReport.of(Outcomes.series())).isEqualTo(HtmlReport.of(Outcomes.series()));
  }

  @Test
  void pageLoadsNothingFromAnywhere() {
    String page = HtmlReport.of(Outcomes.series());
    assertThat(page).contains("default-src 'none'");
    assertThat(page).doesNotContain(" src=").doesNotContain("<link").doesNotContain("url(");
    assertThat(page).doesNotContain("@import").doesNotContain("fetch(");
  }

  @Test
  void findingIsReadableWithoutScript() {
    String page = HtmlReport.of(Outcomes.series());
    String markup = page.substring(0, page.indexOf("<script"));
    assertThat(markup)
        .contains("TDH.EXT.MEM.ADD")
        .contains("arch/x86/virt/vmx/tdx/tdx.c:1203")
        .contains("03/05");
  }

  @Test
  void linesOfCodeStandUnderEachOther() {
    String page = HtmlReport.of(Outcomes.series());
    assertThat(page)
        .contains("err = seamcall_ret(TDH_EXT_MEM_ADD, &amp;args);\n</span><span>")
        .doesNotContain("</span>\n<span>");
  }

  @Test
  void textsFromOutsideStayTexts() {
    String page = HtmlReport.of(Outcomes.hostile(HOSTILE));
    assertThat(page).doesNotContain("<script>document.title").doesNotContain("\u0001");
    assertThat(page.split("</script>", -1).length).as("the page's own scripts").isEqualTo(3);
  }

  @Test
  void largeOutcomeStaysSmallEnoughForAMail() {
    assertThat(HtmlReport.of(Outcomes.large(16, 130)).getBytes(UTF_8).length)
        .isLessThan((int) MOST_BYTES);
  }

  @Test
  void linkToARunOpensItsTrace() throws Exception {
    String dom = inBrowser(HtmlReport.of(Outcomes.series()), "#cell=3-0");
    assertThat(dom).contains("class=\"split\"");
    assertThat(dom).contains("close (Esc)").contains("class=\"side");
  }

  @Test
  void hostileTextsRunNothing() throws Exception {
    String dom = inBrowser(HtmlReport.of(Outcomes.hostile(HOSTILE)), "#cell=0-0");
    assertThat(dom).doesNotContain("<title>owned</title>");
  }

  @Test
  void textsThatHideOrTurnOthersAreShownByTheirCode() throws Exception {
    String hostile = "\u202e\u2066\u200b" + HOSTILE;
    String dom = inBrowser(HtmlReport.of(Outcomes.hostile(hostile)), "#cell=0-0");
    String shown = dom.substring(dom.indexOf("id=\"detail\""), dom.indexOf("id=\"data\""));
    assertThat(shown).contains("class=\"side").contains("\\u{202e}\\u{2066}\\u{200b}");
    assertThat(shown).doesNotContain("\u202e").doesNotContain("\u2066").doesNotContain("\u200b");
  }

  @Test
  void keysMoveSearchAndChangeTheColours() throws Exception {
    String keys =
        """
        <script>
        const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        press("j");
        const current = document.querySelectorAll(".current").length;
        press("t");
        const theme = document.documentElement.dataset.theme;
        press("/");
        const focus = document.activeElement.id;
        const search = document.getElementById("search");
        search.value = "no such words anywhere";
        search.dispatchEvent(new Event("input"));
        const left = [...document.querySelectorAll(".finding")].filter((e) => !e.hidden).length;
        document.title = ["current", current, theme, focus, left].join(" ");
        </script>
        """;
    String dom = inBrowser(with(HtmlReport.of(Outcomes.series()), keys), "");
    assertThat(dom).contains("<title>current 1 dark search 0</title>");
  }

  @Test
  void switchLeavesOnlyWhatChanges() throws Exception {
    String keys =
        """
        <script>
        const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => !e.hidden).length;
        const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        const columns = () => seen("#matrix thead .run") + "/" + seen("#matrix tbody tr:last-child td");
        const before = columns() + " " + seen("#matrix tbody tr");
        press("c");
        const only = columns() + " " + seen("#matrix tbody tr");
        const spans = [...document.querySelectorAll("#matrix .family")].filter((e) => !e.hidden)
          .reduce((sum, e) => sum + e.colSpan, 0);
        press("c");
        document.title = [before, "then", only, "spans", spans, "then", columns()].join(" ");
        </script>
        """;
    String dom = inBrowser(with(HtmlReport.of(Outcomes.series()), keys), "");
    assertThat(dom).contains("<title>5/5 6 then 4/4 4 spans 4 then 5/5</title>");
  }

  @Test
  void traceStandsBesideItsGoldenTraceFirst() throws Exception {
    String keys =
        """
        <script>
        const heads = () => [...document.querySelectorAll("#detail .head")].map((e) => e.textContent).join(", ");
        const first = heads();
        document.querySelectorAll("#detail .choice")[1].click();
        document.title = first + " then " + heads();
        </script>
        """;
    String dom = inBrowser(with(HtmlReport.of(Outcomes.besideTwo()), keys), "#cell=1-0");
    assertThat(dom).contains("<title>golden trace, step 01/05 then step base, step 01/05</title>");
  }

  @Test
  void traceOpensAtItsFirstDifferenceAndKeysGoOnFromThere() throws Exception {
    String keys =
        """
        <script>
        const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        const count = () => document.querySelector("#detail .count").textContent;
        const seen = [count()];
        press("n");
        seen.push(count());
        press("p");
        seen.push(count());
        const box = document.getElementById("detail").getBoundingClientRect();
        const row = document.querySelector("#detail .differ").getBoundingClientRect();
        seen.push(row.top >= box.top && row.bottom <= box.bottom ? "in sight" : "out of sight");
        press("g");
        seen.push(document.querySelector("#detail .choice[aria-pressed=true]").textContent);
        document.title = seen.join(", ");
        </script>
        """;
    String dom = inBrowser(with(HtmlReport.of(Outcomes.besideTwo()), keys), "#cell=1-0");
    assertThat(dom)
        .contains(
            "<title>difference 1 of 2, difference 2 of 2, difference 1 of 2, in sight,"
                + " beside step base</title>");
  }

  @Test
  void addressKeepsWhatIsShown() throws Exception {
    String keys =
        """
        <script>
        const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        const seen = [document.body.className, location.hash];
        press("Escape");
        seen.push(location.hash);
        press("c");
        seen.push(location.hash || "none");
        document.querySelector("#matrix .changed").click();
        seen.push(location.hash);
        document.title = seen.join(" ");
        </script>
        """;
    String dom = inBrowser(with(HtmlReport.of(Outcomes.series()), keys), "#changes&cell=3-1");
    assertThat(dom)
        .containsPattern(
            "<title>(only split|split only) #cell=3-1&amp;changes #changes none #cell=2-0<");
  }

  @Test
  void familiesWithFindingsComeFirst() {
    String series = HtmlReport.of(Outcomes.quietFirst());
    assertThat(series.indexOf("<span>quote</span>"))
        .isLessThan(series.indexOf("<span>boot</span>"));
  }

  @Test
  void hundredColumnsScrollInTheirOwnArea() throws Exception {
    String measure =
        """
        <script>
        const root = document.documentElement;
        const area = document.querySelector("#matrix .scroll");
        document.title = (root.scrollWidth <= root.clientWidth ? "page stays" : "page scrolls") +
          (area.scrollWidth > area.clientWidth ? ", matrix scrolls" : ", matrix stays");
        </script>
        """;
    String dom = inBrowser(with(HtmlReport.of(Outcomes.large(4, 130)), measure), "");
    assertThat(dom).contains("<title>page stays, matrix scrolls</title>");
  }

  /** The page with a script of the test's own, which its security policy is told of. */
  private static String with(String page, String script) throws Exception {
    String code = script.substring(script.indexOf('>') + 1, script.lastIndexOf("</script>"));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(UTF_8));
    String allowed = "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    assertThat(page).contains("script-src ");
    return page.replaceFirst("script-src ", "script-src " + allowed + " ")
        .replace("</body>", script + "</body>");
  }

  /** What headless Chromium makes of a page; skipped where there is none. */
  private String inBrowser(String page, String fragment) throws IOException, InterruptedException {
    Optional<Path> browser =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(browser.isPresent(), "no Chromium here; install the package chromium");
    Path file = Files.writeString(directory.resolve("report.html"), page);
    Path dom = directory.resolve("dom.html");
    List<String> command = new ArrayList<>(List.of(browser.get().toString(), "--headless"));
    command.addAll(
        List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + directory.resolve("profile"),
            "--dump-dom",
            file.toUri() + fragment));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(dom.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(dom);
  }
}
