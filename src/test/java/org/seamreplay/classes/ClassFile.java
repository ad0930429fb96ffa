package org.seamreplay.classes;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.seamreplay.input.InputFile;

/**
 * What a compiled class refers to, from its constant pool (JVM specification, 4.4).
 *
 * @param name with dots, of the outermost class
 * @param members fields and methods of other classes, {@code java.lang.System.out}
 */
record ClassFile(String name, Set<String> members) {
  private static final int MAGIC = 0xcafebabe;

  /** All classes of the program. */
  static List<ClassFile> ofProgram() {
    try {
      Path root =
          Path.of(InputFile.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> all = Files.walk(root.resolve("org/seamreplay"))) {
        List<ClassFile> classes = new ArrayList<>();
        for (Path file : all.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          classes.add(read(root, file));
        }
        return classes;
      }
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static ClassFile read(Path root, Path file) throws IOException {
    String path = root.relativize(file).toString().replace(".class", "").replace('/', '.');
    int nested = path.indexOf('$');
    try (InputStream in = Files.newInputStream(file)) {
      String name = nested < 0 ? path : path.substring(0, nested);
      return new ClassFile(name, members(new DataInputStream(in)));
    }
  }

  private static Set<String> members(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    in.readInt();
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    int[] first = new int[count];
    int[] second = new int[count];
    List<Integer> references = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 3, 4 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
        case 9, 10, 11, 12, 17, 18 -> {
          first[i] = in.readUnsignedShort();
          second[i] = in.readUnsignedShort();
          if (tag < 12) {
            references.add(i);
          }
        }
        case 15 -> {
          in.readUnsignedByte();
          in.readUnsignedShort();
        }
        default -> throw new IOException("unknown constant " + tag);
      }
    }
    Set<String> members = new TreeSet<>();
    for (int reference : references) {
      String owner = texts[first[first[reference]]].replace('/', '.');
      members.add(owner + "." + texts[first[second[reference]]]);
    }
    return members;
  }
}
