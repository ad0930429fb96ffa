package org.seamreplay.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.seamreplay.scenario.Scenario;
import org.seamreplay.scenario.Scenarios;
import org.seamreplay.trace.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seamreplay scenario}. */
@Command(
    name = "scenario",
    description = "Shows the scenarios that come along.",
    mixinStandardHelpOptions = true,
    subcommands = ScenarioCommand.ListCommand.class)
final class ScenarioCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: scenario list");
  }

  /** {@code seamreplay scenario list}. */
  @Command(
      name = "list",
      description = "Lists scenarios with the machines that they run on.",
      mixinStandardHelpOptions = true)
  static final class ListCommand extends Main.EnvironmentCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object for each scenario, a line each.")
    private boolean json;

    @Override
    public Integer call() {
      List<Scenario> scenarios = Scenarios.shipped();
      int width = scenarios.stream().mapToInt(s -> s.name().length()).max().orElse(0);
      for (Scenario scenario : scenarios) {
        environment
            .out()
            .println(
                json
                    ? json(scenario)
                    : String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %s (%s)",
                        scenario.name(),
                        scenario.description(),
                        String.join(", ", scenario.platforms())));
      }
      return ExitCode.OK;
    }

    private static String json(Scenario scenario) {
      JsonText text = new JsonText().open();
      text.put("name", scenario.name()).put("description", scenario.description());
      text.openArray("platforms");
      scenario.platforms().forEach(text::add);
      text.closeArray().put("module", scenario.module()).openArray("requires");
      scenario.requires().forEach(text::add);
      return text.closeArray().close().toString();
    }
  }
}
