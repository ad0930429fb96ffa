package org.seamreplay.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.compile.Compiler;
import org.seamreplay.ir.IrModule;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.Profiles;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.depend.AskedProgram;

/** Programs for tests: units of the test tree and of kernels on this machine. */
final class Trees {
  static final Path TEST_TREE = Path.of("src/test/resources/kernel/tree");

  private static final Compiler COMPILER = new Compiler(Path.of("target/kernel-test-cache"));
  private static final Map<String, Program> PROGRAMS = new ConcurrentHashMap<>();

  private Trees() {}

  /** A unit of the test tree, linked. */
  static Program unit(String name) {
    return PROGRAMS.computeIfAbsent(
        name,
        n -> Linker.link(List.of(COMPILER.kernelUnit(TEST_TREE, n), COMPILER.numbers(TEST_TREE))));
  }

  /** The TDX units of a kernel tree, linked. */
  static Program tdx(Path tree) {
    return PROGRAMS.computeIfAbsent(
        tree.toString(),
        t -> {
          List<IrModule> modules = new ArrayList<>();
          for (String unit : List.of("tdx.c", "seamldr.c")) {
            String path = "arch/x86/virt/vmx/tdx/" + unit;
            if (Files.exists(tree.resolve(path))) {
              modules.add(COMPILER.kernelUnit(tree, path));
            }
          }
          modules.add(COMPILER.numbers(tree));
          return Linker.link(modules);
        });
  }

  /** A kernel with 8 CPUs in 2 packages and 64 GB. */
  static Kernel kernel(Program program, KernelOptions options) {
    return new Kernel(
        new Machine(Profiles.load("bench-64g")),
        AskedProgram.of(program),
        new Externals(),
        Budget.DEFAULT,
        options);
  }
}
