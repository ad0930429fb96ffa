package org.seamreplay.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * The compiler's flags, fixed for all trees and machines. They are those of {@code clang -cc1}, so
 * nothing is added by a driver. Loop and SLP vectorisation are off because the compiler proper does
 * not vectorise unless told to.
 */
final class Flags {
  private static final List<String> COMMON =
      List.of(
          "-triple",
          "x86_64-unknown-linux-gnu",
          "-target-cpu",
          "x86-64",
          "-std=gnu11",
          // As much of gcc as clang's driver claims to be.
          "-fgnuc-version=4.2.1",
          // Locations on every instruction, and layouts of all structs, used by the unit or not.
          "-debug-info-kind=unused-types",
          "-dwarf-version=5",
          // Asks for one IR for one source: no fused multiply-add, no contraction.
          "-ffp-contract=off",
          "-mrelocation-model",
          "static",
          // What the VM cannot see by itself: where a local variable goes out of scope, and an
          // index
          // that leaves its array but not the object around it.
          "-fsanitize-address-use-after-scope",
          "-fsanitize=array-bounds",
          "-fsanitize-trap=array-bounds",
          "-ferror-limit",
          "200",
          "-fmessage-length=0",
          "-fno-caret-diagnostics",
          // Files as they are read, whatever #line calls them.
          "-fno-diagnostics-use-presumed-location",
          // Asks for one IR for one source, again: __DATE__, __TIME__ and __TIMESTAMP__.
          "-source-date-epoch",
          "0",
          "-disable-free");

  /** What Linux's Makefile asks for, as far as it changes the IR, at -O0. */
  private static final List<String> KERNEL =
      List.of(
          "-O0",
          "-nostdsysteminc",
          "-nobuiltininc",
          // C as the kernel means it: integers and pointers wrap, null may be an address, no alias
          // rules, char is unsigned, wchar_t is 16 bits.
          "-fwrapv",
          "-fwrapv-pointer",
          "-fno-delete-null-pointer-checks",
          "-relaxed-aliasing",
          "-fno-signed-char",
          "-fwchar-type=short",
          "-fno-signed-wchar",
          "-fstrict-flex-arrays=3",
          // memcpy and the like stay calls that the kernel model answers and checks.
          "-fno-builtin",
          // No vector registers and no floating point, as for all kernel code.
          "-target-feature",
          "-sse",
          "-target-feature",
          "-sse2",
          "-target-feature",
          "-mmx",
          "-target-feature",
          "-x87",
          "-D__KERNEL__",
          // Errors in kernel builds, too.
          "-Werror=implicit-function-declaration",
          "-Werror=implicit-int",
          "-Werror=return-type",
          "-Werror=int-conversion",
          "-Werror=incompatible-pointer-types",
          "-Werror=strict-prototypes",
          "-Wno-gnu");

  private static final List<String> HOSTED =
      List.of(
          "-nostdsysteminc",
          "-nobuiltininc",
          "-mconstructor-aliases",
          // As the driver asks for on Linux: sqrt and the like stay calls that may set errno.
          "-fmath-errno");

  private Flags() {}

  /**
   * Flags of a kernel unit.
   *
   * @param unit path in the tree; gives the module its name as kbuild does for a single object
   */
  static List<String> kernel(String unit) {
    String file = unit.substring(unit.lastIndexOf('/') + 1);
    int end = file.endsWith(".c") ? file.length() - 2 : file.length();
    String name = file.substring(0, end).replace('-', '_').replace(',', '_');
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(KERNEL);
    all.add("-DKBUILD_BASENAME=\"" + name + "\"");
    all.add("-DKBUILD_MODNAME=\"" + name + "\"");
    return all;
  }

  /** Flags of a plain C file: ordinary C rules, optimised as asked. */
  static List<String> hosted(int optLevel) {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(HOSTED);
    all.add("-O" + optLevel);
    return all;
  }
}
