package org.seamreplay.vm.depend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.seamreplay.ir.Digest;
import org.seamreplay.ir.IrFingerprint;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.References;
import org.seamreplay.vm.AddressMap;
import org.seamreplay.vm.Question;
import org.seamreplay.vm.code.Literals;
import org.seamreplay.vm.code.Page;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.code.Symbol;
import org.seamreplay.vm.code.SymbolTable;

/**
 * A program's answers to what a run can ask of it, as digests: where two programs give the same one
 * a run cannot tell them apart. Each is worked out when it is first asked for. Safe for use by
 * several threads.
 *
 * <p>What an answer has of a symbol is its name, unit, address, size, section and kind, so that it
 * does not matter what code makes of addresses (compares, hashes, prints or aligns them); only
 * {@link Literals} have none. Of a variable it has the initial value as well, and the same of all
 * that this refers to. A variable in a named section may be reached from its neighbour, so there
 * all of the section counts: this is what initcalls and per-CPU variables are in.
 */
public final class Answers {
  /** Numbers below are no physical address that an object could have. */
  private static final long FIRST_PAGE = Page.SIZE;

  private static final Known NOTHING = new Known("", Places.NONE, new BitSet());

  /**
   * A known answer.
   *
   * @param digest the answer
   * @param places of code: where it stands
   * @param reached numbers of the variables whose initial values are part of the answer
   */
  private record Known(String digest, Places places, BitSet reached) {}

  /** A variable: a digest of it alone, and the numbers of those it refers to. */
  private record Variable(String own, List<Integer> next) {}

  private final Program program;
  private final Map<String, Map<String, Global>> globals = new HashMap<>();
  private final Map<String, Map<String, Function>> functions = new HashMap<>();
  private final Map<Symbol, Integer> numbers = new HashMap<>();
  private final Map<Question, Known> known = new ConcurrentHashMap<>();
  private final Map<Integer, Variable> variables = new ConcurrentHashMap<>();
  private final Map<String, List<Symbol>> sections = new ConcurrentHashMap<>();
  private volatile Map<Integer, List<Long>> references;

  public Answers(Program program) {
    this.program = program;
    for (IrModule module : program.modules) {
      Map<String, Global> own = globals.computeIfAbsent(module.name(), n -> new HashMap<>());
      module.globals().stream()
          .filter(g -> g.initializer() != null)
          .forEach(g -> own.putIfAbsent(g.name(), g));
      Map<String, Function> code = functions.computeIfAbsent(module.name(), n -> new HashMap<>());
      module.functions().stream()
          .filter(f -> !f.blocks().isEmpty())
          .forEach(f -> code.putIfAbsent(f.name(), f));
    }
    for (Symbol symbol : symbols().variables()) {
      numbers.put(symbol, numbers.size());
    }
  }

  /** The answer to a question. */
  String to(Question question) {
    return find(question).digest();
  }

  /** Where the code of a function stands; empty for what is no {@link Question.About#CODE}. */
  Places places(Question question) {
    return find(question).places();
  }

  /**
   * What a search for leaks starts from in variables whose initial values are in no answer: words
   * that could be references, wherever they stand.
   */
  SortedSet<Long> references(Collection<Question> asked) {
    BitSet compared = new BitSet();
    asked.forEach(question -> compared.or(find(question).reached()));
    SortedSet<Long> references = new TreeSet<>();
    references()
        .forEach(
            (number, words) -> {
              if (!compared.get(number)) {
                references.addAll(words);
              }
            });
    return references;
  }

  /** The words of each variable that could be references, where there are any. */
  private Map<Integer, List<Long>> references() {
    Map<Integer, List<Long>> found = references;
    if (found == null) {
      found = new HashMap<>();
      List<Symbol> all = symbols().variables();
      for (int i = 0; i < all.size(); i++) {
        List<Long> words = isData(all.get(i)) ? references(all.get(i)) : List.of();
        if (!all.get(i).constant() && !words.isEmpty()) {
          found.put(i, words);
        }
      }
      references = found;
    }
    return found;
  }

  private List<Long> references(Symbol symbol) {
    List<Long> words = new ArrayList<>();
    long end = symbol.address() + symbol.size();
    for (long at = (symbol.address() + 7) & -8; at + 8 <= end; at += 8) {
      long value = program.image.word(at);
      boolean ofProgram = value < 0 && value >= AddressMap.LABELS;
      boolean number = value >= 0 && value < FIRST_PAGE;
      if (!ofProgram && !number) {
        words.add(value);
      }
    }
    return words;
  }

  private Known find(Question question) {
    Known answer = known.get(question);
    if (answer == null) {
      answer = answer(question);
      known.put(question, answer);
    }
    return answer;
  }

  private Known answer(Question question) {
    return switch (question.about()) {
      case CODE -> code(symbols().function(question.address()));
      case NAME -> symbol(symbols().find(question.name()));
      case ADDRESS -> symbol(symbols().at(question.address()));
      case SECTION -> section(question.name());
      case STRUCT -> {
        IrModule.StructLayout struct = program.structs.get(question.name());
        yield struct == null ? NOTHING : alone(IrFingerprint.of(struct));
      }
      case DEFINITION -> program.isDefined(question.name()) ? alone("defined") : NOTHING;
      case EVERYTHING -> {
        Digest digest = new Digest();
        program.modules.forEach(module -> digest.add(IrFingerprint.of(module)));
        yield alone(digest.hex());
      }
    };
  }

  private static Known alone(String digest) {
    return new Known(digest, Places.NONE, new BitSet());
  }

  private Known code(Symbol symbol) {
    Digest digest = new Digest().add(identity(symbol));
    if (symbol == null || !symbol.defined()) {
      return alone(digest.hex());
    }
    Function function = functions.get(symbol.unit()).get(symbol.name());
    IrFingerprint.OfFunction own = IrFingerprint.of(function);
    digest.add(own.digest());
    List<Symbol> referred = new ArrayList<>();
    for (Block block : function.blocks()) {
      for (Entry entry : block.entries()) {
        References.of(entry.instruction())
            .forEach(
                o ->
                    References.symbols(
                        o, name -> referred.add(symbols().resolve(symbol.unit(), name))));
      }
    }
    referred.forEach(s -> digest.add(identity(s)));
    BitSet reached = reach(referred);
    addVariables(digest, reached);
    return new Known(digest.hex(), new Places(own.places(), own.placesDigest()), reached);
  }

  private Known symbol(Symbol symbol) {
    List<Symbol> one = symbol == null ? List.of() : List.of(symbol);
    BitSet reached = reach(one);
    Digest digest = new Digest().add(identity(symbol));
    addVariables(digest, reached);
    return new Known(digest.hex(), Places.NONE, reached);
  }

  private Known section(String name) {
    List<Symbol> members = members(name);
    Digest digest = new Digest().add(place(name));
    members.forEach(member -> digest.add(identity(member)));
    BitSet reached = reach(members);
    addVariables(digest, reached);
    return new Known(digest.hex(), Places.NONE, reached);
  }

  private SymbolTable symbols() {
    return program.symbols;
  }

  private List<Symbol> members(String section) {
    return sections.computeIfAbsent(
        section,
        name ->
            symbols().variables().stream()
                .filter(s -> s.defined() && s.section().equals(name))
                .toList());
  }

  /** A symbol without its content. */
  private String identity(Symbol symbol) {
    if (symbol == null) {
      return "";
    }
    return symbol.name().length()
        + symbol.name()
        + symbol.unit().length()
        + symbol.unit()
        + symbol.section().length()
        + symbol.section()
        + (symbol.isFunction() ? 'f' : 'v')
        + (symbol.constant() ? 'c' : 'w')
        + symbol.size()
        + '@'
        + (isLiteral(symbol) ? "" : Long.toHexString(symbol.address()))
        + (SymbolTable.isSectionBound(symbol) ? place(boundedSection(symbol)) : "");
  }

  private static String boundedSection(Symbol bound) {
    return SymbolTable.sectionOfBound(bound.name());
  }

  private String place(String section) {
    return String.valueOf(program.image.section(section));
  }

  private boolean isLiteral(Symbol symbol) {
    return isVariable(symbol) && Literals.contains(global(symbol));
  }

  private static boolean isVariable(Symbol symbol) {
    return isData(symbol) && !SymbolTable.isSectionBound(symbol);
  }

  private static boolean isData(Symbol symbol) {
    return symbol != null && !symbol.isFunction() && symbol.defined();
  }

  private Global global(Symbol symbol) {
    return globals.get(symbol.unit()).get(symbol.name());
  }

  /** The variables among symbols, and all that their initial values refer to. */
  private BitSet reach(Collection<Symbol> from) {
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    Consumer<Integer> visit =
        number -> {
          if (!reached.get(number)) {
            reached.set(number);
            open.add(number);
          }
        };
    variables(from).forEach(visit);
    while (!open.isEmpty()) {
      variable(open.remove()).next().forEach(visit);
    }
    return reached;
  }

  /** The numbers of the variables among symbols, and of those between bounds of sections. */
  private Stream<Integer> variables(Collection<Symbol> symbols) {
    return symbols.stream()
        .filter(Answers::isData)
        .flatMap(s -> isVariable(s) ? Stream.of(s) : members(boundedSection(s)).stream())
        .map(numbers::get);
  }

  /** Their numbers differ from program to program, so they come in the order of their digests. */
  private void addVariables(Digest digest, BitSet reached) {
    reached.stream().mapToObj(n -> variable(n).own()).sorted().forEach(digest::add);
  }

  private Variable variable(int number) {
    Variable variable = variables.get(number);
    if (variable == null) {
      variable = variable(symbols().variables().get(number));
      variables.put(number, variable);
    }
    return variable;
  }

  private Variable variable(Symbol symbol) {
    Global global = global(symbol);
    List<Symbol> referred = new ArrayList<>();
    References.symbols(
        global.initializer(), name -> referred.add(symbols().resolve(symbol.unit(), name)));
    Digest digest = new Digest().add(identity(symbol)).add(IrFingerprint.of(global));
    if (!symbol.section().isEmpty()) {
      digest.add(place(symbol.section()));
      referred.addAll(members(symbol.section()));
    }
    referred.forEach(s -> digest.add(identity(s)));
    return new Variable(digest.hex(), variables(referred).distinct().toList());
  }
}
