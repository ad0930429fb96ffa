package org.seamreplay.vm.decode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.Instruction.Icmp.IntPredicate;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.SwitchTable;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.code.UnknownForm;

/**
 * Turns one function into register form: control flow and phis here, the other instructions in the
 * decoders by family.
 *
 * <p>Blocks are visited so that a value is decoded before its uses. Phis become moves on the edges.
 * A block that only one unconditional branch leads to is appended to that branch's block. What has
 * no register form becomes an instruction that says so when control reaches it.
 */
public final class FunctionDecoder {
  private final DecodeContext context;
  private final Function function;
  private final FunctionCode target;
  private final CodeBuffer code;
  private final Values values;
  private final List<Integer> order;
  private final UseAnalysis uses;
  private final RegisterVariables variables;
  private final StackLayout stack = new StackLayout();
  private final ArithmeticDecoder arithmetic;
  private final Lifetimes lifetimes;
  private final BoundsChecks boundsChecks;
  private final AccessDecoder memory;
  private final CallDecoder calls;

  /** Position of every block that has code. */
  private final Map<Integer, Integer> blockPositions = new HashMap<>();

  /** Words to be patched with the position of a block: where they are, and its number. */
  private final NavigableMap<Integer, Integer> blockUses = new TreeMap<>();

  private final IdentityHashMap<Instruction.Phi, Map<Integer, Integer>> incoming =
      new IdentityHashMap<>();

  private final int[] predecessors;

  /** IR instructions since the last branch. */
  private int pendingCount;

  FunctionDecoder(DecodeContext context, Function function, FunctionCode target) {
    this.context = context;
    this.function = function;
    this.target = target;
    this.code = context.code();
    this.values = new Values(context, function.valueCount());
    this.order = BlockOrder.reversePostorder(function);
    this.uses = new UseAnalysis(function, order);
    this.arithmetic = new ArithmeticDecoder(context, values);
    this.variables = new RegisterVariables(function, order, uses, context.layout());
    this.lifetimes = new Lifetimes(function, variables);
    this.boundsChecks = new BoundsChecks(function, order, uses);
    this.memory = new AccessDecoder(context, values, uses, variables, stack, !target.optimized);
    defineParameters();
    this.calls = new CallDecoder(context, values, arithmetic, target.variadicRegister);
    this.predecessors = new int[function.blocks().size()];
  }

  /** Decodes all; returns the positions of the blocks by number. */
  Map<Integer, Integer> decode() {
    definePhis();
    for (int block : order) {
      for (int successor : Operands.successors(terminator(block))) {
        predecessors[successor]++;
      }
    }
    for (int block : order) {
      for (int next = block; next >= 0 && !blockPositions.containsKey(next); ) {
        next = decodeBlock(next);
      }
    }
    blockUses.forEach((at, block) -> code.patch(at, blockPositions.get(block)));
    stack.apply(target);
    target.constantBase = values.count();
    target.constants = values.constants();
    target.window = target.constantBase + target.constants.length;
    target.undefinedConstant =
        values.undefinedNumber() < 0 ? -1 : target.constantBase + values.undefinedNumber();
    code.placeConstants(target.constantBase);
    calls.placeWindows(target.window);
    target.end = code.here();
    return blockPositions;
  }

  private void defineParameters() {
    target.entry = code.here();
    code.location(function.declaredAt());
    List<Type> parameters = function.type().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      values.define(i, values.fresh(context.layout().slots(parameters.get(i))));
      if (variables.target(i) >= 0) {
        memory.place(variables.target(i), values.local(i)[0]);
      }
    }
    if (target.variadic) {
      target.variadicRegister = values.allocate(1);
      countParameters(parameters);
    }
    for (int i = 0; i < parameters.size(); i++) {
      Type byval = function.parameterByval().get(i);
      if (byval != null) {
        memory.byvalParameter(i, byval);
      }
    }
  }

  /** How many registers of either kind the fixed parameters take, as the System V ABI counts. */
  private void countParameters(List<Type> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      Type type = parameters.get(i);
      if (function.parameterByval().get(i) != null) {
        continue;
      }
      if (type instanceof Type.Vector) {
        target.floatParameters++;
        continue;
      }
      for (TypeLayout.Leaf leaf : context.layout().leaves(type)) {
        if (!(leaf.type() instanceof Type.FloatingPoint f)) {
          target.integerParameters += TypeLayout.scalarSlots(leaf.type());
        } else if (f.kind() != Type.FloatingPoint.Kind.X86_FP80) {
          target.floatParameters++;
        }
      }
    }
  }

  private void definePhis() {
    for (int block : order) {
      for (Entry entry : function.blocks().get(block).entries()) {
        if (entry.instruction() instanceof Instruction.Phi) {
          values.define(entry.result(), values.fresh(slots(entry.type())));
        }
      }
    }
  }

  private int slots(Type type) {
    try {
      return context.layout().slots(type);
    } catch (UnknownForm e) {
      return 2;
    }
  }

  private Instruction terminator(int block) {
    List<Entry> entries = function.blocks().get(block).entries();
    return entries.get(entries.size() - 1).instruction();
  }

  /** Decodes a block; returns the block that has to follow at once, or -1. */
  private int decodeBlock(int number) {
    Block block = function.blocks().get(number);
    blockPositions.put(number, code.here());
    pendingCount += block.entries().size();
    memory.startBlock(number == 0);
    int next = -1;
    boolean cleanup = lifetimes.isCleanup(number);
    for (Entry entry : block.entries()) {
      if (lifetimes.isIdle(entry)) {
        continue;
      }
      if (cleanup || Lifetimes.marked(entry.instruction()).isEmpty()) {
        code.location(cleanup ? null : entry.location());
      }
      try {
        if (entry.result() >= 0 && variables.target(entry.result()) >= 0) {
          values.prefer(entry.result(), memory.register(variables.target(entry.result())));
        }
        next = decode(number, entry);
      } catch (UnknownForm | ArithmeticException e) {
        notModelled(e.getMessage());
        if (entry.result() >= 0 && values.local(entry.result()) == null) {
          values.define(entry.result(), values.fresh(slots(entry.type())));
        }
      }
    }
    return next;
  }

  private void notModelled(String what) {
    notModelled(context, what);
  }

  private static void notModelled(DecodeContext context, String what) {
    context.code().op(Op.NOT_MODELLED).imm(context.tables().texts.size());
    context.tables().texts.add(what);
  }

  /** Makes a function one that is not modelled as a whole: what a frame needs, it has not. */
  static void notModelled(
      DecodeContext context, Function function, FunctionCode target, String what) {
    target.entry = context.code().here();
    context.code().location(function.declaredAt());
    notModelled(context, what);
    target.constantBase = target.parameters;
    target.constants = new long[0];
    target.window = target.constantBase;
    target.undefinedConstant = -1;
    target.variadicRegister = -1;
    target.end = context.code().here();
  }

  private int decode(int block, Entry entry) {
    Instruction instruction = entry.instruction();
    if (instruction instanceof Instruction.Br i) {
      return branch(block, i.target());
    }
    if (instruction instanceof Instruction.CondBr i) {
      conditional(block, i);
    } else if (instruction instanceof Instruction.Switch i) {
      switchTo(block, i);
    } else if (instruction instanceof Instruction.IndirectBr i) {
      indirect(block, i);
    } else if (instruction instanceof Instruction.Ret i) {
      ret(i);
    } else if (instruction instanceof Instruction.Unreachable) {
      code.op(Op.UNREACHABLE);
      takeCount();
    } else if (instruction instanceof Instruction.CallBr i) {
      callBr(block, entry, i);
    } else if (BoundsChecks.isTrap(instruction)) {
      badIndex(boundsChecks.failure(block));
    } else if (!uses.foldsIntoBranch(entry)
        && !memory.decode(entry)
        && !arithmetic.decode(entry)
        && !calls.decode(entry)
        && !(instruction instanceof Instruction.Phi)) {
      throw new UnknownForm("instruction " + instruction.getClass().getSimpleName());
    }
    return -1;
  }

  private static final Type POINTER = new Type.Pointer(0);
  private static final Type BIT = new Type.Int(1);

  private int takeCount() {
    int count = pendingCount;
    pendingCount = 0;
    return count;
  }

  private int branch(int from, int to) {
    moves(from, to);
    if (predecessors[to] == 1 && !blockPositions.containsKey(to)) {
      return to;
    }
    if (!repeatBranch(to)) {
      code.op(Op.BR);
      useBlock(to);
      code.imm(takeCount());
    }
    return -1;
  }

  /**
   * Goes to a block that has nothing but a conditional branch (the head of a loop, as a rule) by
   * way of a copy of that branch.
   */
  private boolean repeatBranch(int to) {
    Integer at = blockPositions.get(to);
    if (at == null || at >= code.here() || !Op.isConditional(code.word(at))) {
      return false;
    }
    int here = code.here();
    int length = Op.length(code.word(at));
    for (int i = 0; i < length; i++) {
      code.copy(at + i);
    }
    Map<Integer, Integer> copied = new TreeMap<>(blockUses.subMap(at, at + length));
    copied.forEach((word, block) -> blockUses.put(word - at + here, block));
    int count = here + Op.countWord(code.word(here));
    code.patch(count, code.word(count) + takeCount());
    return true;
  }

  private void useBlock(int block) {
    blockUses.put(code.target(), block);
  }

  private void conditional(int block, Instruction.CondBr branch) {
    int[] words = new int[2];
    Instruction definition = uses.definition(branch.condition());
    if (definition instanceof Instruction.Icmp compare
        && branch.condition() instanceof Operand.Local l
        && values.local(l.number()) == null) {
      compareAndBranch(compare, words);
    } else {
      int condition = values.scalar(branch.condition(), BIT);
      code.op(Op.BR_IF).reg(condition);
      words[0] = code.target();
      words[1] = code.target();
      code.imm(takeCount());
    }
    edge(block, branch.whenTrue(), words[0]);
    edge(block, branch.whenFalse(), words[1]);
  }

  private void compareAndBranch(Instruction.Icmp compare, int[] words) {
    int left = values.scalar(compare.left(), compare.type());
    int right = values.scalar(compare.right(), compare.type());
    IntPredicate predicate = compare.predicate();
    if (ArithmeticDecoder.swaps(predicate)) {
      int swap = left;
      left = right;
      right = swap;
    }
    int op =
        switch (predicate) {
          case EQ -> Op.BR_EQ;
          case NE -> Op.BR_NE;
          case ULT, UGT -> Op.BR_ULT;
          case ULE, UGE -> Op.BR_ULE;
          case SLT, SGT -> Op.BR_SLT;
          case SLE, SGE -> Op.BR_SLE;
        };
    code.op(op).reg(left).reg(right);
    words[0] = code.target();
    words[1] = code.target();
    code.imm(takeCount());
    if (op == Op.BR_SLT || op == Op.BR_SLE) {
      code.imm(64 - TypeLayout.scalarBits(compare.type()));
    }
  }

  /** Lets the word at {@code at} lead to block {@code to}, by way of moves if it has phis. */
  private void edge(int from, int to, int at) {
    if (terminatorMoves(from, to).isEmpty()) {
      blockUses.put(at, to);
      return;
    }
    code.patch(at, code.here());
    moves(from, to);
    code.op(Op.BR);
    useBlock(to);
    code.imm(0);
  }

  private void switchTo(int block, Instruction.Switch i) {
    if (i.type().bits() > 64) {
      wideSwitch(block, i);
      return;
    }
    Map<Long, Integer> cases = new LinkedHashMap<>();
    for (int c = 0; c < i.cases().size(); c++) {
      cases.put(i.cases().get(c).value().longValue(), i.targets().get(c));
    }
    int otherwise = dispatch(block, values.scalar(i.value(), i.type()), cases);
    edge(block, i.defaultTarget(), otherwise);
  }

  /**
   * Goes to the block of a register's value.
   *
   * @return the word to be patched with where to go if it has none
   */
  private int dispatch(int block, int value, Map<Long, Integer> cases) {
    long[] sorted = cases.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    int[] targets = new int[sorted.length];
    code.op(Op.SWITCH).reg(value).imm(context.tables().switches.size()).imm(takeCount());
    int defaultWord = code.target();
    context.tables().switches.add(new SwitchTable(sorted, targets));
    Map<Integer, Integer> stubs = new HashMap<>();
    for (int c = 0; c < sorted.length; c++) {
      int to = cases.get(sorted[c]);
      Integer stub = stubs.get(to);
      if (stub == null) {
        stub = code.here();
        stubs.put(to, stub);
        moves(block, to);
        code.op(Op.BR);
        useBlock(to);
        code.imm(0);
      }
      targets[c] = stub;
    }
    return defaultWord;
  }

  /** One comparison after the other: nobody switches on many values of 128 bits. */
  private void wideSwitch(int block, Instruction.Switch i) {
    int[] value = values.read(i.value(), i.type());
    int[] words = new int[2];
    for (int c = 0; c < i.cases().size(); c++) {
      BigInteger wanted = i.cases().get(c).value();
      int low = values.allocate(1);
      code.op(Op.XOR).reg(low).reg(value[0]).reg(values.constant(wanted.longValue()));
      int high = values.allocate(1);
      code.op(Op.XOR)
          .reg(high)
          .reg(value[1])
          .reg(values.constant(wanted.shiftRight(64).longValue()));
      int difference = values.allocate(1);
      code.op(Op.OR).reg(difference).reg(low).reg(high);
      code.op(Op.BR_EQ).reg(difference).reg(values.constant(0));
      words[0] = code.target();
      words[1] = code.target();
      code.imm(takeCount());
      edge(block, i.targets().get(c), words[0]);
      code.patch(words[1], code.here());
    }
    code.op(Op.BR);
    int defaultWord = code.target();
    code.imm(takeCount());
    edge(block, i.defaultTarget(), defaultWord);
  }

  /** A computed goto; where targets have phis it is a switch over labels, with moves for each. */
  private void indirect(int block, Instruction.IndirectBr i) {
    int address = values.scalar(i.address(), POINTER);
    if (i.targets().stream().anyMatch(this::hasPhis)) {
      Map<Long, Integer> targets = new LinkedHashMap<>();
      for (int target : i.targets()) {
        Operand label = new Operand.BlockAddress(function.name(), target);
        targets.put(context.constants().scalar(label), target);
      }
      int otherwise = dispatch(block, address, targets);
      code.patch(otherwise, code.here());
    }
    code.op(Op.INDIRECT_BR).reg(address).imm(takeCount());
  }

  private boolean hasPhis(int block) {
    return function.blocks().get(block).entries().get(0).instruction() instanceof Instruction.Phi;
  }

  private void callBr(int block, Entry entry, Instruction.CallBr i) {
    int[] targets = calls.asm(entry, i.call(), 1 + i.otherTargets().size(), takeCount());
    for (int t = 0; t < targets.length; t++) {
      int to = t == 0 ? i.fallthrough() : i.otherTargets().get(t - 1);
      targets[t] = code.here();
      moves(block, to);
      code.op(Op.BR);
      useBlock(to);
      code.imm(0);
    }
  }

  private void badIndex(Optional<Instruction.Icmp> check) {
    if (check.isEmpty()) {
      code.op(Op.BAD_INDEX).regs();
      return;
    }
    int index = values.scalar(check.get().left(), check.get().type());
    int count = values.scalar(check.get().right(), check.get().type());
    code.op(Op.BAD_INDEX).regs(index, count);
  }

  private void ret(Instruction.Ret i) {
    int count = takeCount();
    if (i.value() == null) {
      code.op(Op.RET0).imm(count);
      return;
    }
    int[] result = values.read(i.value(), i.type());
    if (result.length == 1) {
      code.op(Op.RET1).imm(count).reg(result[0]);
    } else {
      code.op(Op.RET).imm(count).regs(result);
    }
  }

  /** Which value of a phi belongs to a block that goes to it. */
  private Map<Integer, Integer> incoming(Instruction.Phi phi) {
    return incoming.computeIfAbsent(
        phi,
        any -> {
          Map<Integer, Integer> index = new HashMap<>();
          for (int i = 0; i < phi.blocks().size(); i++) {
            index.putIfAbsent(phi.blocks().get(i), i);
          }
          return index;
        });
  }

  /** The moves that the phis of {@code to} need when entered from {@code from}. */
  private List<ParallelMoves.Move> terminatorMoves(int from, int to) {
    List<ParallelMoves.Move> moves = new ArrayList<>();
    for (Entry entry : function.blocks().get(to).entries()) {
      if (!(entry.instruction() instanceof Instruction.Phi phi)) {
        break;
      }
      Operand source = phi.values().get(incoming(phi).get(from));
      int[] into = values.local(entry.result());
      int[] out = values.alias(source, phi.type());
      for (int i = 0; i < into.length; i++) {
        if (into[i] != out[i]) {
          moves.add(new ParallelMoves.Move(into[i], out[i]));
        }
      }
    }
    return moves;
  }

  private void moves(int from, int to) {
    List<ParallelMoves.Move> moves = terminatorMoves(from, to);
    if (moves.stream().anyMatch(m -> values.isUndefined(m.from()))) {
      code.op(Op.TAINT);
    }
    for (ParallelMoves.Move move : ParallelMoves.order(moves, () -> values.allocate(1))) {
      code.op(Op.MOV).reg(move.to()).reg(move.from());
    }
  }
}
