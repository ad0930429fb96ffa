package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.ir.Instruction;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.FunctionCode;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Pure;
import org.seamreplay.vm.code.TypeLayout;
import org.seamreplay.vm.code.UnknownForm;

/** Decodes what computes addresses and what loads and stores. */
final class AccessDecoder {
  private static final Type POINTER = new Type.Pointer(0);

  /**
   * An address as a sum.
   *
   * @param slot the variable of the own frame it starts from, or {@code null}
   * @param register the register it starts from if {@code slot} is null
   * @param offset bytes from there
   */
  private record Place(FunctionCode.StackSlot slot, int register, long offset) {
    Place plus(long bytes) {
      return new Place(slot, register, offset + bytes);
    }
  }

  private final DecodeContext context;
  private final TypeLayout layout;
  private final CodeBuffer code;
  private final Values values;
  private final UseAnalysis uses;
  private final RegisterVariables variables;
  private final StackLayout stack;

  /** Locals whose address is known as a sum. */
  private final Map<Integer, Place> places = new HashMap<>();

  /** Registers that hold the address of a variable from the entry block on. */
  private final Map<FunctionCode.StackSlot, Integer> slotRegisters = new HashMap<>();

  /** Whether sums are what the programmer wrote; optimised code computes many it does not use. */
  private final boolean asWritten;

  private boolean entryBlock;

  /** Registers of the variables that live in one. */
  private final Map<Integer, Integer> variableRegisters = new HashMap<>();

  AccessDecoder(
      DecodeContext context,
      Values values,
      UseAnalysis uses,
      RegisterVariables variables,
      StackLayout stack,
      boolean asWritten) {
    this.asWritten = asWritten;
    this.variables = variables;
    this.context = context;
    this.layout = context.layout();
    this.code = context.code();
    this.values = values;
    this.uses = uses;
    this.stack = stack;
  }

  /** Allocas of the entry block have a fixed place in the frame. */
  void startBlock(boolean isEntry) {
    entryBlock = isEntry;
  }

  /** Lets a variable live in a register that exists. */
  void place(int variable, int register) {
    variableRegisters.put(variable, register);
  }

  /** The register of a variable. */
  int register(int variable) {
    return variableRegisters.computeIfAbsent(variable, v -> values.allocate(1));
  }

  /** Decodes the instruction if it is of this family. */
  boolean decode(Entry entry) {
    Instruction instruction = entry.instruction();
    if (instruction instanceof Instruction.Alloca i) {
      alloca(entry.result(), i);
    } else if (instruction instanceof Instruction.Load i) {
      load(entry.result(), i);
    } else if (instruction instanceof Instruction.Store i) {
      store(i);
    } else if (instruction instanceof Instruction.Gep i) {
      gep(entry.result(), i);
    } else if (instruction instanceof Instruction.AtomicRmw i) {
      atomicRmw(entry.result(), i);
    } else if (instruction instanceof Instruction.CmpXchg i) {
      compareExchange(entry.result(), i);
    } else if (instruction instanceof Instruction.Call i && Lifetimes.marked(i).isPresent()) {
      lifetime(i);
    } else {
      return instruction instanceof Instruction.Fence;
    }
    return true;
  }

  private void lifetime(Instruction.Call marker) {
    int op = Lifetimes.started(marker).isPresent() ? Op.LIFETIME_START : Op.LIFETIME_END;
    int size = values.scalar(marker.arguments().get(0), marker.argumentTypes().get(0));
    int address = materialise(place(marker.arguments().get(1)), -1);
    code.op(op).reg(size).reg(address);
  }

  /** A parameter passed by value arrives as the caller's address and is copied into the frame. */
  void byvalParameter(int local, Type type) {
    long size = layout.size(type);
    FunctionCode.StackSlot slot = stack.add("", size, Math.max(16, layout.align(type)));
    int from = values.local(local)[0];
    int copy = values.allocate(1);
    code.op(Op.BYVAL).reg(copy).reg(from).imm(slot.offset()).imm((int) size);
    values.define(local, copy);
    places.put(local, new Place(slot, -1, 0));
    slotRegisters.put(slot, copy);
  }

  private void alloca(int result, Instruction.Alloca i) {
    if (variables.contains(result)) {
      return;
    }
    long element = layout.size(i.type());
    int align = Math.max(i.align(), 1);
    if (entryBlock && i.count() instanceof Operand.IntValue count) {
      long bytes = Math.multiplyExact(element, count.value().longValueExact());
      FunctionCode.StackSlot slot = stack.add(variable(i.name()), bytes, align);
      places.put(result, new Place(slot, -1, 0));
      if (uses.needsRegister(result)) {
        int register = values.allocate(1);
        code.op(Op.LEA).reg(register).imm(slot.offset());
        values.define(result, register);
        slotRegisters.put(slot, register);
      }
      return;
    }
    int count = values.scalar(i.count(), i.countType());
    int register = values.allocate(1);
    code.op(Op.ALLOCA).reg(register).reg(count).imm((int) Math.min(element, 1 << 30)).imm(align);
    values.define(result, register);
  }

  /** LLVM names the copy of a parameter {@code x.addr} and tells equal names apart by a number. */
  private static String variable(String name) {
    return name.endsWith(".addr") ? name.substring(0, name.length() - 5) : name;
  }

  /** An index that is not constant: bytes = value of the register * scale. */
  private record Step(int register, long scale) {}

  private void gep(int result, Instruction.Gep i) {
    Place place = place(i.base());
    List<Step> steps = new ArrayList<>();
    Type at = i.source();
    boolean counts = false;
    for (int n = 0; n < i.indices().size(); n++) {
      Operand index = i.indices().get(n);
      if (n > 0 && at instanceof Type.Struct struct) {
        int field = (int) context.constants().scalar(index);
        place = place.plus(layout.fieldOffset(struct, field));
        at = struct.fields().get(field);
        continue;
      }
      if (n > 0) {
        at = TypeLayout.element(at);
      }
      if (at instanceof Type.Vector) {
        throw new UnknownForm("a vector inside of address arithmetic");
      }
      place = index(place, index, i.indexTypes().get(n), layout.size(at), steps);
      counts |= !(index instanceof Operand.IntValue c && c.value().signum() == 0);
    }
    boolean needed = uses.needsRegister(result);
    if (!steps.isEmpty()) {
      place = sum(place, steps, result, needed);
    }
    if (needed || !fits(place.offset())) {
      int register = place.offset() == 0 ? place.register() : -1;
      if (steps.isEmpty() || place.offset() != 0) {
        register = materialise(place, values.results(result, 1)[0]);
      }
      values.define(result, register);
      if (place.slot() == null) {
        place = new Place(null, register, 0);
      }
      if (counts && i.inbounds() && asWritten) {
        code.op(Op.ADDRESS).reg(values.scalar(i.base(), POINTER)).reg(register);
      }
    }
    places.put(result, place);
  }

  /** Adds an index to the place if it is constant, else to the steps. */
  private Place index(Place place, Operand index, Type type, long scale, List<Step> steps) {
    if (TypeLayout.scalarBits(type) > 64) {
      throw new UnknownForm("an index of more than 64 bits");
    }
    int shift = 64 - TypeLayout.scalarBits(type);
    if (index instanceof Operand.Constant && !(index instanceof Operand.Undefined)) {
      return place.plus((context.constants().scalar(index) << shift >> shift) * scale);
    }
    int register = values.scalar(index, type);
    if (shift > 0) {
      int extended = values.allocate(1);
      code.op(Op.SEXT).reg(extended).reg(register).imm(shift).imm(0);
      register = extended;
    }
    steps.add(new Step(register, scale));
    return place;
  }

  /** Computes a place and its steps; the last one into the result's register if that is all. */
  private Place sum(Place place, List<Step> steps, int result, boolean needed) {
    boolean local = place.slot() != null;
    int sum = local ? materialise(place, -1) : place.register();
    long offset = local ? 0 : place.offset();
    for (int n = 0; n < steps.size(); n++) {
      Step step = steps.get(n);
      boolean last = n == steps.size() - 1 && (!needed || offset == 0);
      int next = last ? values.results(result, 1)[0] : values.allocate(1);
      if (fits(step.scale())) {
        code.op(Op.GEP).reg(next).reg(sum).reg(step.register()).imm((int) step.scale());
      } else {
        int product = values.allocate(1);
        code.op(Op.MUL64).reg(product).reg(step.register()).reg(values.constant(step.scale()));
        code.op(Op.ADD64).reg(next).reg(sum).reg(product);
      }
      sum = next;
    }
    return new Place(null, sum, offset);
  }

  private static boolean fits(long offset) {
    return offset == (int) offset;
  }

  private Place place(Operand address) {
    if (address instanceof Operand.Local l) {
      Place known = places.get(l.number());
      if (known != null) {
        return known;
      }
    }
    return new Place(null, values.scalar(address, POINTER), 0);
  }

  /**
   * A register with the address.
   *
   * @param wanted the register to compute it into, -1 for any that holds it
   */
  private int materialise(Place place, int wanted) {
    if (place.slot() != null) {
      return materialiseLocal(place, wanted);
    }
    if (place.offset() == 0) {
      if (wanted < 0) {
        return place.register();
      }
      move(wanted, place.register());
      return wanted;
    }
    Long constant = values.constantValue(place.register());
    if (constant != null && wanted < 0) {
      return values.constant(constant + place.offset());
    }
    int register = wanted < 0 ? values.allocate(1) : wanted;
    code.op(Op.ADD64).reg(register).reg(place.register()).reg(values.constant(place.offset()));
    return register;
  }

  private int materialiseLocal(Place place, int wanted) {
    Integer known = place.offset() == 0 ? slotRegisters.get(place.slot()) : null;
    if (known != null) {
      if (wanted >= 0) {
        move(wanted, known);
      }
      return wanted >= 0 ? wanted : known;
    }
    int register = wanted < 0 ? values.allocate(1) : wanted;
    code.op(Op.LEA).reg(register).imm((int) (place.slot().offset() + place.offset()));
    return register;
  }

  private void load(int result, Instruction.Load i) {
    if (isBitVector(i.type())) {
      throw new UnknownForm("a load of " + i.type());
    }
    List<TypeLayout.Leaf> leaves = layout.leaves(i.type());
    int variable = variables.variable(i.address());
    if (variable >= 0 && variables.isAlias(result)) {
      values.define(result, register(variable));
      return;
    }
    int[] registers = values.results(result, layout.slots(i.type()));
    if (variable >= 0) {
      move(registers[0], register(variable));
      values.define(result, registers);
      return;
    }
    Place place = usable(place(i.address()));
    for (TypeLayout.Leaf leaf : leaves) {
      int bits = TypeLayout.scalarBits(leaf.type());
      int align = alignment(i.align(), leaf.offset());
      loadPart(registers[leaf.slot()], place.plus(leaf.offset()), Math.min(bits, 64), align);
      if (bits > 64) {
        loadPart(registers[leaf.slot() + 1], place.plus(leaf.offset() + 8), bits - 64, align);
      }
    }
    values.define(result, registers);
  }

  private void store(Instruction.Store i) {
    if (isBitVector(i.type())) {
      throw new UnknownForm("a store of " + i.type());
    }
    List<TypeLayout.Leaf> leaves = layout.leaves(i.type());
    int[] registers = values.alias(i.value(), i.type());
    int variable = variables.variable(i.address());
    if (variable >= 0) {
      if (values.isUndefined(registers[0])) {
        code.op(Op.TAINT);
      }
      move(register(variable), registers[0]);
      return;
    }
    Place place = usable(place(i.address()));
    for (TypeLayout.Leaf leaf : leaves) {
      int bits = TypeLayout.scalarBits(leaf.type());
      int align = alignment(i.align(), leaf.offset());
      storePart(registers[leaf.slot()], place.plus(leaf.offset()), Math.min(bits, 64), align);
      if (bits > 64) {
        storePart(registers[leaf.slot() + 1], place.plus(leaf.offset() + 8), bits - 64, align);
      }
    }
  }

  private void move(int to, int from) {
    if (to != from) {
      code.op(Op.MOV).reg(to).reg(from);
    }
  }

  private static boolean isBitVector(Type type) {
    return type instanceof Type.Vector v && TypeLayout.scalarBits(v.element()) % 8 != 0;
  }

  /** A place whose offset fits into an instruction, also with that of a leaf added. */
  private Place usable(Place place) {
    if (place.slot() != null || Math.abs(place.offset()) < 1 << 30) {
      return place;
    }
    return new Place(null, materialise(place, -1), 0);
  }

  /** Whether an access lies inside the variable, so that it needs no check of bounds. */
  private static boolean inside(Place place, int bytes) {
    return place.slot() != null
        && place.offset() >= 0
        && bytes <= place.slot().size()
        && place.offset() <= place.slot().size() - bytes;
  }

  /** What the address of a part is a multiple of, if that of the whole is one of {@code align}. */
  private static int alignment(int align, long offset) {
    return (int) Math.min(align, offset == 0 ? align : Long.lowestOneBit(offset));
  }

  private void loadPart(int register, Place place, int bits, int align) {
    int size = sizeCode(bits);
    if (size >= 0 && inside(place, 1 << size)) {
      code.op(Op.LOCAL_LOAD8 + size)
          .reg(register)
          .imm(place.slot().offset() + (int) place.offset());
      return;
    }
    Place from = place.slot() != null ? new Place(null, materialise(place, -1), 0) : place;
    if (size >= 0 && align >= 1 << size) {
      code.op(Op.LOAD8 + size).reg(register).reg(from.register()).imm((int) from.offset());
    } else {
      code.op(Op.LOAD).reg(register).reg(from.register()).imm((int) from.offset());
      code.imm((bits + 7) / 8).imm(64 - bits);
    }
  }

  private void storePart(int register, Place place, int bits, int align) {
    int size = sizeCode(bits);
    boolean local = size >= 0 && inside(place, 1 << size);
    Place to = place;
    if (!local && place.slot() != null) {
      to = new Place(null, materialise(place, -1), 0);
    }
    if (values.isUndefined(register)) {
      code.op(Op.TAINT);
    }
    if (local) {
      code.op(Op.LOCAL_STORE8 + size)
          .reg(register)
          .imm(place.slot().offset() + (int) place.offset());
    } else if (size >= 0 && align >= 1 << size) {
      code.op(Op.STORE8 + size).reg(register).reg(to.register()).imm((int) to.offset());
    } else {
      code.op(Op.STORE).reg(register).reg(to.register()).imm((int) to.offset());
      code.imm((bits + 7) / 8).imm(64 - bits);
    }
  }

  /** 0 to 3 for widths with an instruction of their own, else -1. */
  private static int sizeCode(int bits) {
    return switch (bits) {
      case 8 -> 0;
      case 16 -> 1;
      case 32 -> 2;
      case 64 -> 3;
      default -> -1;
    };
  }

  private void atomicRmw(int result, Instruction.AtomicRmw i) {
    int bits = scalarBits(i.type());
    int address = values.scalar(i.address(), POINTER);
    int operand = values.scalar(i.value(), i.type());
    int register = values.allocate(1);
    code.op(Op.ATOMIC_RMW)
        .reg(register)
        .reg(address)
        .reg(operand)
        .imm(Pure.rmw(i.op()))
        .imm((bits + 7) / 8)
        .imm(64 - bits);
    values.define(result, register);
  }

  private void compareExchange(int result, Instruction.CmpXchg i) {
    int bits = scalarBits(i.type());
    int address = values.scalar(i.address(), POINTER);
    int expected = values.scalar(i.expected(), i.type());
    int replacement = values.scalar(i.replacement(), i.type());
    int[] registers = values.fresh(2);
    code.op(Op.CMPXCHG)
        .reg(registers[0])
        .reg(registers[1])
        .reg(address)
        .reg(expected)
        .reg(replacement)
        .imm((bits + 7) / 8);
    values.define(result, registers);
  }

  private static int scalarBits(Type type) {
    int bits = TypeLayout.scalarBits(type);
    if (bits > 64) {
      throw new UnknownForm("an atomic operation on " + bits + " bits");
    }
    return bits;
  }
}
