package org.seamreplay.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.seamreplay.replay.series.SeriesOutcome;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a build server reads. */
class JUnitReportTests {
  private static Document parse(SeriesOutcome outcome) throws Exception {
    String xml = JUnitReport.of(outcome);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(JUnitReportTests.class.getResource("/report/junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Element testCase(Document document, String scenario, String name) {
    return elements(document, "testcase").stream()
        .filter(e -> e.getAttribute("classname").equals(scenario))
        .filter(e -> e.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyOutcomeIsAsTheSchemaSays() throws Exception {
    parse(Outcomes.series());
    parse(Outcomes.tree());
    parse(Outcomes.large(16, 100));
  }

  @Test
  void failureTextIsTheFindingOfThisRun() throws Exception {
    Element failed =
        testCase(parse(Outcomes.series()), "boot", "server-512g / linux-7.3 / step 03/05");
    Element failure = (Element) failed.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("divergence");
    assertThat(failure.getTextContent())
        .startsWith("patch 03/05 \"x86/virt/tdx: Prepare a Quote buffer")
        .contains("  in        boot / server-512g\n", "&args);")
        .doesNotContain("also in");
  }

  @Test
  void stepThatIsNotBuiltIsAnErrorAndItsRunsAreSkipped() throws Exception {
    Document document = parse(Outcomes.series());
    Element build = testCase(document, "build", "linux-7.3 / step 04/05");
    assertThat(build.getElementsByTagName("error").getLength()).isEqualTo(1);
    Element skipped = testCase(document, "quote", "bench-64g / linux-7.3 / step 04/05");
    assertThat(skipped.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void whatIsNotModelledIsAnErrorAndWhatDoesNotApplyIsSkipped() throws Exception {
    Document document = parse(Outcomes.series());
    Element error =
        testCase(document, "boot-failures/no-entropy", "bench-64g / linux-7.3 / step 05/05");
    assertThat(error.getElementsByTagName("error").getLength()).isEqualTo(1);
    Element skipped = testCase(document, "quote", "bench-64g / linux-7.3 / step 02/05");
    assertThat(((Element) skipped.getElementsByTagName("skipped").item(0)).getAttribute("message"))
        .isEqualTo("not applicable: the kernel has no tdx_quote()");
  }

  @Test
  void brokenClaimIsAFailureOfItsOwn() throws Exception {
    Document document = parse(Outcomes.series());
    Element broken = testCase(document, "no functional change", "linux-7.3 / step 05/05");
    assertThat(broken.getElementsByTagName("failure").getLength()).isEqualTo(1);
    Element kept = testCase(document, "no functional change", "linux-7.3 / step 01/05");
    assertThat(kept.getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void countsAddUp() throws Exception {
    Document document = parse(Outcomes.series());
    Element all = document.getDocumentElement();
    assertThat(all.getAttribute("tests"))
        .isEqualTo(Integer.toString(elements(document, "testcase").size()));
    assertThat(all.getAttribute("failures"))
        .isEqualTo(Integer.toString(elements(document, "failure").size()));
    assertThat(all.getAttribute("errors"))
        .isEqualTo(Integer.toString(elements(document, "error").size()));
    assertThat(all.getAttribute("skipped"))
        .isEqualTo(Integer.toString(elements(document, "skipped").size()));
  }

  @Test
  void charactersThatXmlDoesNotHaveAreShownByTheirCode() throws Exception {
    String hostile = "]]></failure>&\u0000\u001b[2J\ufffe\ud800\u0085<!DOCTYPE";
    Document document = parse(Outcomes.hostile(hostile));
    String text = elements(document, "failure").get(0).getTextContent();
    assertThat(text).contains("]]></failure>&\\u{0}\\u{1b}[2J").contains("<!DOCTYPE");
    assertThat(elements(document, "system-out").get(0).getTextContent())
        .isEqualTo("]]></failure>&\\u{0}\\u{1b}[2J\\u{fffe}\\u{d800}\\u{85}<!DOCTYPE");
  }

  @Test
  void textsThatTurnTheDirectionOfWritingAreShownByTheirCode() throws Exception {
    Document document = parse(Outcomes.hostile("\u202esay\u2066\u200b\udc00"));
    String text = elements(document, "failure").get(0).getTextContent();
    assertThat(text).contains("\\u{202e}say\\u{2066}\\u{200b}\\u{dc00}");
    assertThat(JUnitReport.of(Outcomes.hostile("\u202e\u2066"))).doesNotContain("\u202e", "\u2066");
  }

  @Test
  void longTextsAreCut() throws Exception {
    Document document = parse(Outcomes.hostile("word ".repeat(100_000)));
    for (Element failure : elements(document, "failure")) {
      assertThat(failure.getAttribute("message").length()).isLessThanOrEqualTo(500);
      assertThat(failure.getTextContent().length()).isLessThan(20_000);
    }
    assertThat(elements(document, "system-out").get(0).getTextContent().length())
        .isLessThanOrEqualTo(500);
    for (Element suite : elements(document, "testsuite")) {
      assertThat(suite.getAttribute("name").length()).isLessThanOrEqualTo(200);
    }
  }
}
