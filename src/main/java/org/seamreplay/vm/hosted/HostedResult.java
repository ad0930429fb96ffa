package org.seamreplay.vm.hosted;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.NotModelled;

/**
 * How a hosted program ended.
 *
 * @param exitStatus 0 to 255 as a shell would see it, 134 after abort; empty if the program did not
 *     come to an end of its own
 * @param findings all defects, in order; leaks last
 * @param notModelled what the program needed and the environment has not
 * @param instructions IR instructions executed
 */
public record HostedResult(
    OptionalInt exitStatus,
    List<Finding> findings,
    Optional<NotModelled> notModelled,
    long instructions) {
  /** Copies the list. */
  public HostedResult {
    findings = List.copyOf(findings);
  }
}
