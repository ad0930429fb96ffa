package org.seamreplay.trace.json;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.vm.SourceFrame;

/**
 * Frames of a call stack as text: {@code tdx.c:92 try_init_module_global}. A file that does not lie
 * in the directory of the host's TDX code has its whole path after a slash: {@code
 * /arch/x86/kvm/vmx/tdx.c:7 f}. The number of the patch that put the line there follows if there is
 * one: {@code tdx.c:92 try_init_module_global [07]}.
 */
final class StackText {
  /** Where most of the code lies: left out, because it would be most of a trace. */
  private static final String HOME = "arch/x86/virt/vmx/tdx/";

  private static final Pattern FRAME =
      Pattern.compile("(/?)([^ /][^ ]{0,999}):([0-9]{1,9}) ([^ ]{1,200})(?: \\[([0-9]{2,4})])?");

  private StackText() {}

  /** A frame that was read, and the patch that its line is of; 0 if the base has it. */
  record Frame(SourceFrame frame, int patch) {}

  static String of(SourceFrame frame, int patch) {
    String file =
        frame.file().startsWith(HOME) && frame.file().indexOf('/', HOME.length()) < 0
            ? frame.file().substring(HOME.length())
            : "/" + frame.file();
    String text = file + ":" + frame.line() + " " + frame.function();
    return patch == 0 ? text : text + (patch < 10 ? " [0" : " [") + patch + "]";
  }

  /** The frame, without column and inlining; empty if the text is none. */
  static Optional<Frame> parse(String text) {
    Matcher matcher = FRAME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String file = matcher.group(1).isEmpty() ? HOME + matcher.group(2) : matcher.group(2);
    return Optional.of(
        new Frame(
            new SourceFrame(matcher.group(4), file, Integer.parseInt(matcher.group(3)), 0, false),
            matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5))));
  }
}
