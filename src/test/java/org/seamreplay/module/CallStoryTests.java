package org.seamreplay.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seamreplay.platform.YamlNode;

/**
 * Sequences of calls, told in data files: calls that are interrupted and resumed in all ways that a
 * host may try, lists of every shape, updates, and the choices that a profile can make.
 */
class CallStoryTests {
  private static final List<String> FILES =
      List.of("interruptions", "linked-lists", "updates", "choices");

  @TestFactory
  Stream<DynamicNode> callsAnswerAsTold() {
    return FILES.stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file,
                    YamlNode.resource("module/" + file + ".yaml").list().stream()
                        .map(CallStoryTests::test)));
  }

  private static DynamicTest test(YamlNode story) {
    return DynamicTest.dynamicTest(story.get("story").text(), () -> new CallStory(story).play());
  }

  /** A story whose expectation is wrong must fail, or the others prove nothing. */
  @Test
  void wrongExpectationIsNoticed() {
    YamlNode story =
        YamlNode.parse(
            "t.yaml",
            "{story: t, state: extBooted, steps: [{call: TDH.EXT.INIT, status: TDX_SUCCESS}]}");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new CallStory(story).play()))
        .hasMessageContaining("TDX_SYS_STATE_INCORRECT");
  }
}
