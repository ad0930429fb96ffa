package org.seamreplay.conform;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.module.TdxModule;
import org.seamreplay.module.port.GuestEntry;
import org.seamreplay.module.port.Guests;
import org.seamreplay.module.port.ModuleObserver;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.Machine;
import org.seamreplay.platform.MachineProfile;

/** Plays items into a fresh module and says what it answers. */
final class Player {
  private static final long ALL_MEMORY = 1L << 52;

  private final Machine machine;
  private final ModuleImage image;
  private final TdxModule module;
  private final long addressBits;
  private final SeamRegisters registers = new SeamRegisters();
  private boolean interruptPending;
  private String notModelled = "";

  Player(MachineProfile profile, ModuleImage image) {
    this.image = image;
    machine = new Machine(profile);
    machine.memory().setState(0, ALL_MEMORY, ByteState.DEFINED);
    for (int lp = 0; lp < profile.cpus().size(); lp++) {
      machine.setVmxOperation(lp, true);
    }
    addressBits = (1L << (profile.physicalAddressBits() - profile.keyIdBits())) - 1;
    module = new TdxModule(machine, image);
    module.setGuests(Guests.NOBODY);
    module.setInterruptionPlan((lp, leaf, call, done) -> interruptPending);
    module.setObserver(
        new ModuleObserver() {
          @Override
          public void notModelled(String what) {
            notModelled = what;
          }
        });
  }

  /** What came of an item. */
  sealed interface Outcome {
    /** Nothing to compare, or nothing differs. */
    record Agrees() implements Outcome {}

    /** What is expected and what is not so. */
    record Differs(List<String> differences) implements Outcome {}

    /** The model has no answer. */
    record NotModelled(String what) implements Outcome {}
  }

  private static final Outcome AGREES = new Outcome.Agrees();

  /** Lets all of a setup happen. */
  void play(List<Item> items, Consumer<Outcome> each) {
    items.forEach(item -> each.accept(play(item)));
  }

  /** Lets one item happen. */
  Outcome play(Item item) {
    if (item instanceof Item.Call call) {
      return judge(call.expected(), answer(call));
    }
    if (item instanceof Item.GuestExit exit) {
      return judge(exit.expected(), answer(exit));
    }
    if (item instanceof Item.Write write) {
      machine.memory().write(write.hpa() & addressBits, write.bytes());
    } else if (item instanceof Item.Memory memory) {
      return compare(memory);
    } else if (item instanceof Item.Interrupts interrupts) {
      interruptPending = interrupts.pending();
    } else {
      module.replace(image);
    }
    return AGREES;
  }

  private Outcome judge(Answer expected, Answer got) {
    if (got == null) {
      return new Outcome.NotModelled(notModelled);
    }
    List<String> differences = expected.differences(got);
    return differences.isEmpty() ? AGREES : new Outcome.Differs(differences);
  }

  /** What is in memory where an item looks. */
  byte[] memory(Item.Memory item) {
    return machine.memory().read(item.hpa() & addressBits, item.bytes().length);
  }

  private Outcome compare(Item.Memory memory) {
    byte[] got = memory(memory);
    int at = Arrays.mismatch(memory.bytes(), got);
    if (at < 0) {
      return AGREES;
    }
    int end = Math.min(got.length, at + 8);
    return new Outcome.Differs(
        List.of(
            String.format(
                "memory %x %s, got %s",
                memory.hpa() + at,
                HexFormat.of().formatHex(memory.bytes(), at, end),
                HexFormat.of().formatHex(got, at, end))));
  }

  /** The answer to a call; null if there is none. */
  Answer answer(Item.Call call) {
    if (call.lp() >= machine.profile().cpus().size()) {
      return null;
    }
    for (int i = 0; i < call.times(); i++) {
      Gpr.copy(call.operands(), registers);
      module.seamcall(call.lp(), registers);
    }
    return answered(registers.end);
  }

  /** The answer to an exit of the guest; null if there is none. */
  Answer answer(Item.GuestExit exit) {
    Gpr.copy(new long[Gpr.COUNT], registers);
    module.guestExit(exit.lp(), exit.exit(), registers);
    return answered(registers.end);
  }

  private Answer answered(SeamcallEnd end) {
    if (end == SeamcallEnd.NOT_MODELLED) {
      return null;
    }
    if (end == SeamcallEnd.IN_GUEST) {
      GuestEntry entry = module.guestEntry();
      return new Answer(
          Answer.Kind.GUEST,
          entry.registers(),
          0,
          0,
          entry.injected(),
          entry.error(),
          entry.advanced());
    }
    return new Answer(Answer.Kind.HOST, Gpr.copy(registers), 0, 0, 0, 0, -1);
  }
}
