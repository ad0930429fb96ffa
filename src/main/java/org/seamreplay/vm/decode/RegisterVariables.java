package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.TypeLayout;

/**
 * Finds local variables that need no memory: scalars whose address nobody takes and that are stored
 * to before every load. Unoptimised code keeps every variable in memory; in a register it needs
 * neither a load nor a store, and nothing that a check could see is lost, for such a variable
 * cannot be reached from outside and is never read uninitialised.
 *
 * <p>Two more steps save copies inside a block: a load may give the variable's register itself as
 * its value if no store comes before the value's last use, and an instruction whose value is stored
 * may compute straight into the register if nobody wants the old value in between.
 */
final class RegisterVariables {
  private static final int NOT_CONFINED = -1;
  private static final int MAX_DEPTH = 16;

  /** A place in the function: block number and index of the instruction. */
  private record Site(int block, int index) {}

  private final Function function;
  private final List<Integer> order;
  private final UseAnalysis uses;
  private final TypeLayout layout;
  private final Map<Integer, List<Site>> users = new HashMap<>();
  private final Map<Integer, Site> definitions = new HashMap<>();
  private final Set<Integer> variables = new HashSet<>();

  /** What is beyond these stays in memory, as it was written: nobody writes so by hand. */
  private static final long MOST_BITS = 1 << 26;

  private static final long MOST_PAIRS = 1 << 22;

  /** One more than loops are nested where nobody made up a flow of control. */
  private static final int MOST_PASSES = 64;

  /** Stores and loads of each variable, in the order of {@code order}. */
  private final Map<Integer, List<Site>> stores = new HashMap<>();

  private final Map<Integer, List<Site>> loads = new HashMap<>();
  private final Set<Integer> aliases = new HashSet<>();
  private final Map<Integer, Integer> targets = new HashMap<>();

  RegisterVariables(Function function, List<Integer> order, UseAnalysis uses, TypeLayout layout) {
    this.function = function;
    this.order = order;
    this.uses = uses;
    this.layout = layout;
    index();
    findCandidates();
    if (isFeasible()) {
      requireAssigned();
    } else {
      variables.clear();
    }
    findAliases();
    for (int variable : variables) {
      for (Site store : stores.get(variable)) {
        findTarget(variable, store);
      }
    }
  }

  /** Whether the alloca with this result lives in a register. */
  boolean contains(int alloca) {
    return variables.contains(alloca);
  }

  /** The variable that an address operand names, -1 if it is none in a register. */
  int variable(Operand address) {
    return address instanceof Operand.Local l && variables.contains(l.number()) ? l.number() : -1;
  }

  /** Whether the value of a load is the variable's register itself. */
  boolean isAlias(int load) {
    return aliases.contains(load);
  }

  /** The variable whose register a value is computed into, -1 if none. */
  int target(int value) {
    return targets.getOrDefault(value, -1);
  }

  private Entry entry(Site site) {
    return function.blocks().get(site.block()).entries().get(site.index());
  }

  private void index() {
    for (int block : order) {
      List<Entry> entries = function.blocks().get(block).entries();
      for (int i = 0; i < entries.size(); i++) {
        Site site = new Site(block, i);
        if (entries.get(i).result() >= 0) {
          definitions.put(entries.get(i).result(), site);
        }
        for (Operand operand : Operands.of(entries.get(i).instruction())) {
          if (operand instanceof Operand.Local l) {
            users.computeIfAbsent(l.number(), n -> new ArrayList<>()).add(site);
          }
        }
      }
    }
  }

  private void findCandidates() {
    for (Entry entry : function.blocks().get(0).entries()) {
      if (entry.instruction() instanceof Instruction.Alloca alloca
          && alloca.count() instanceof Operand.IntValue count
          && count.value().bitLength() == 1) {
        consider(entry.result(), alloca);
      }
    }
  }

  private void consider(int result, Instruction.Alloca alloca) {
    // Asked first: a large array has more parts than anybody wants to see listed.
    if (layout.size(alloca.type()) > 8) {
      return;
    }
    List<TypeLayout.Leaf> leaves = layout.leaves(alloca.type());
    if (leaves.size() != 1) {
      return;
    }
    int bits = TypeLayout.scalarBits(leaves.get(0).type());
    if (bits > 64 || bits % 8 != 0 || layout.size(alloca.type()) * 8 != bits) {
      return;
    }
    List<Site> stored = new ArrayList<>();
    List<Site> loaded = new ArrayList<>();
    for (Site site : users.getOrDefault(result, List.of())) {
      Instruction user = entry(site).instruction();
      if (user instanceof Instruction.Load i && sameWidth(i.type(), bits)) {
        loaded.add(site);
      } else if (user instanceof Instruction.Store i
          && sameWidth(i.type(), bits)
          && !i.value().equals(i.address())
          && i.address() instanceof Operand.Local l
          && l.number() == result) {
        stored.add(site);
      } else if (Lifetimes.marked(user).isEmpty()) {
        return;
      }
    }
    if ((long) stored.size() * (stored.size() + loaded.size()) > MOST_PAIRS) {
      return;
    }
    variables.add(result);
    stores.put(result, stored);
    loads.put(result, loaded);
  }

  private boolean sameWidth(Type type, int bits) {
    List<TypeLayout.Leaf> leaves = layout.leaves(type);
    return leaves.size() == 1 && TypeLayout.scalarBits(leaves.get(0).type()) == bits;
  }

  /** Whether it takes little to know what is assigned where: a bit a variable and block. */
  private boolean isFeasible() {
    int highest = variables.stream().mapToInt(n -> n).max().orElse(0);
    return (long) highest * order.size() <= MOST_BITS;
  }

  /** Drops variables that a path reads before it stores. */
  private void requireAssigned() {
    Map<Integer, BitSet> assignedAtEnd = new HashMap<>();
    Map<Integer, List<Integer>> predecessors = new HashMap<>();
    for (int block : order) {
      List<Entry> entries = function.blocks().get(block).entries();
      for (int next : Operands.successors(entries.get(entries.size() - 1).instruction())) {
        predecessors.computeIfAbsent(next, n -> new ArrayList<>()).add(block);
      }
    }
    boolean changed = true;
    for (int pass = 0; changed; pass++) {
      if (pass == MOST_PASSES) {
        variables.clear();
        return;
      }
      changed = false;
      for (int block : order) {
        BitSet assigned = atStart(block, predecessors, assignedAtEnd);
        for (Entry entry : function.blocks().get(block).entries()) {
          assign(entry.instruction(), assigned);
        }
        changed |= !assigned.equals(assignedAtEnd.put(block, assigned));
      }
    }
    Set<Integer> unassigned = new HashSet<>();
    for (int block : order) {
      BitSet assigned = atStart(block, predecessors, assignedAtEnd);
      for (Entry entry : function.blocks().get(block).entries()) {
        if (entry.instruction() instanceof Instruction.Load i
            && variable(i.address()) >= 0
            && !assigned.get(variable(i.address()))) {
          unassigned.add(variable(i.address()));
        }
        assign(entry.instruction(), assigned);
      }
    }
    variables.removeAll(unassigned);
  }

  /** A store assigns a variable; when its scope is entered anew it has no value. */
  private void assign(Instruction instruction, BitSet assigned) {
    if (instruction instanceof Instruction.Store i && variable(i.address()) >= 0) {
      assigned.set(variable(i.address()));
    }
    Lifetimes.started(instruction).ifPresent(assigned::clear);
  }

  /** Assigned on all paths; a predecessor that was not visited yet does not restrict. */
  private BitSet atStart(
      int block, Map<Integer, List<Integer>> predecessors, Map<Integer, BitSet> atEnd) {
    BitSet assigned = null;
    if (block == 0) {
      assigned = new BitSet();
    }
    for (int predecessor : predecessors.getOrDefault(block, List.of())) {
      BitSet end = atEnd.get(predecessor);
      if (end != null && assigned == null) {
        assigned = (BitSet) end.clone();
      } else if (end != null) {
        assigned.and(end);
      }
    }
    return assigned == null ? new BitSet() : assigned;
  }

  private void findAliases() {
    for (int variable : variables) {
      for (Site load : loads.get(variable)) {
        int result = entry(load).result();
        int last = lastUse(result, load.block(), 0);
        if (last != NOT_CONFINED && !storedBetween(variable, load.block(), load.index(), last)) {
          aliases.add(result);
        }
      }
    }
  }

  /** Whether a store to the variable lies strictly between two places of a block. */
  private boolean storedBetween(int variable, int block, int after, int before) {
    return stores.get(variable).stream()
        .anyMatch(s -> s.block() == block && s.index() > after && s.index() < before);
  }

  /**
   * The index of the last instruction of the block at which the registers of a value are read, or
   * {@link #NOT_CONFINED} if they may be read in another block.
   */
  private int lastUse(int value, int block, int depth) {
    int last = definitions.containsKey(value) ? definitions.get(value).index() : 0;
    if (depth > MAX_DEPTH) {
      return NOT_CONFINED;
    }
    for (Site site : users.getOrDefault(value, List.of())) {
      int at = useOf(value, site, block, depth);
      if (at == NOT_CONFINED) {
        return NOT_CONFINED;
      }
      last = Math.max(last, at);
    }
    return last;
  }

  private int useOf(int value, Site site, int block, int depth) {
    int end = function.blocks().get(block).entries().size() - 1;
    Entry entry = entry(site);
    Instruction user = entry.instruction();
    if (user instanceof Instruction.Phi phi) {
      for (int i = 0; i < phi.values().size(); i++) {
        boolean reads = phi.values().get(i) instanceof Operand.Local l && l.number() == value;
        if (reads && phi.blocks().get(i) != block) {
          return NOT_CONFINED;
        }
      }
      return end;
    }
    if (site.block() != block) {
      return NOT_CONFINED;
    }
    if (uses.foldsIntoBranch(entry)) {
      return end;
    }
    if (user instanceof Instruction.Gep gep) {
      boolean folded = UseAnalysis.constantIndices(gep) && !uses.needsRegister(entry.result());
      return folded ? lastUse(entry.result(), block, depth + 1) : site.index();
    }
    if (user instanceof Instruction.Cast cast && ConversionDecoder.isAlias(cast)) {
      return lastUse(entry.result(), block, depth + 1);
    }
    if (rearranges(user)) {
      return NOT_CONFINED;
    }
    return site.index();
  }

  /** Instructions that may give registers of operands as those of their result. */
  private static boolean rearranges(Instruction user) {
    return user instanceof Instruction.InsertValue
        || user instanceof Instruction.ExtractValue
        || user instanceof Instruction.InsertElement
        || user instanceof Instruction.ExtractElement
        || user instanceof Instruction.ShuffleVector
        || (user instanceof Instruction.Cast cast && cast.op() == Instruction.Cast.CastOp.BITCAST)
        || (user instanceof Instruction.Call call
            && call.callee() instanceof Operand.Symbol s
            && s.name().startsWith("llvm.")
            && IntrinsicDecoder.isAlias(s.name()));
  }

  /** Whether the value that is stored can be computed into the variable's register. */
  private void findTarget(int variable, Site store) {
    Instruction.Store instruction = (Instruction.Store) entry(store).instruction();
    if (!(instruction.value() instanceof Operand.Local value)) {
      return;
    }
    int number = value.number();
    Site definition = definitions.get(number);
    if (definition == null) {
      parameter(variable, number, store);
      return;
    }
    if (definition.block() != store.block() || !computes(entry(definition))) {
      return;
    }
    int block = store.block();
    int from = definition.index();
    int last = lastUse(number, block, 0);
    if (last == NOT_CONFINED || targets.containsKey(number)) {
      return;
    }
    for (Site other : stores.get(variable)) {
      boolean between = other.index() > from && other.index() <= last;
      if (other.block() == block && !other.equals(store) && between) {
        return;
      }
    }
    for (Site load : loads.get(variable)) {
      if (load.block() != block || load.index() > store.index()) {
        continue;
      }
      int result = entry(load).result();
      boolean oldValueWanted =
          load.index() > from
              || (load.index() < from
                  && aliases.contains(result)
                  && lastUse(result, block, 0) > from);
      if (oldValueWanted) {
        return;
      }
    }
    targets.put(number, variable);
  }

  private static boolean computes(Entry entry) {
    Instruction i = entry.instruction();
    return i instanceof Instruction.Binary
        || i instanceof Instruction.Icmp
        || i instanceof Instruction.Fcmp
        || i instanceof Instruction.Select
        || i instanceof Instruction.Load
        || i instanceof Instruction.Gep
        || i instanceof Instruction.Cast
        || i instanceof Instruction.Call;
  }

  /** A parameter that is only stored lives where it arrives. */
  private void parameter(int variable, int number, Site store) {
    boolean first =
        store.block() == 0
            && stores.get(variable).stream()
                .noneMatch(s -> s.block() == 0 && s.index() < store.index());
    if (first && users.get(number).size() == 1 && function.parameterByval().get(number) == null) {
      targets.put(number, variable);
    }
  }
}
