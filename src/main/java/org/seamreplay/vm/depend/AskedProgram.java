package org.seamreplay.vm.depend;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.seamreplay.ir.IrModule;
import org.seamreplay.vm.Footprint;
import org.seamreplay.vm.code.Program;

/**
 * A program with a note of what it is asked by name from outside of a virtual machine: a part of
 * the {@link Footprint} of the run that asks.
 */
public final class AskedProgram {
  private final Program program;

  /** Made when first asked for; the same for all runs of a program. */
  private final AtomicReference<Answers> answers;

  private final Set<String> structs = ConcurrentHashMap.newKeySet();
  private final Set<String> functions = ConcurrentHashMap.newKeySet();

  private AskedProgram(Program program, AtomicReference<Answers> answers) {
    this.program = program;
    this.answers = answers;
  }

  /** A program that was not asked for anything yet. */
  public static AskedProgram of(Program program) {
    return new AskedProgram(program, new AtomicReference<>());
  }

  /** The same program, for one run: what is asked of it is noted for this run alone. */
  public AskedProgram forRun() {
    return new AskedProgram(program, answers);
  }

  /** The program, to be run; nothing that is asked of it is noted here. */
  public Program program() {
    return program;
  }

  /** The layout of a C struct or union of any unit, {@code null} if no unit knows it. */
  public IrModule.StructLayout struct(String name) {
    structs.add(name);
    return program.structs.get(name);
  }

  /** Whether a unit defines the function. */
  public boolean defines(String function) {
    functions.add(function);
    return program.isDefined(function);
  }

  /** What {@link #struct} and {@link #defines} have been asked for. */
  public Footprint asked() {
    return Footprint.ofNames(structs, functions);
  }

  /** What it answers to the questions of runs. */
  Answers answers() {
    if (answers.get() == null) {
      answers.compareAndSet(null, new Answers(program));
    }
    return answers.get();
  }
}
