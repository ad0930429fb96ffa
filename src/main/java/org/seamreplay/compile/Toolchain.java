package org.seamreplay.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;

/**
 * The compiler that is pinned in the build: clang, lld and lli of LLVM 20.1.7, packed in a library
 * of Maven Central. They are unpacked into JavaCPP's cache ({@code ~/.javacpp/cache} unless its own
 * property says otherwise) when first asked for, once per machine; later it takes some milliseconds
 * to find them there.
 */
public class Toolchain {
  /** Version of LLVM, part of every cache key. */
  public static final String LLVM_VERSION = "20.1.7-1.5.12";

  private static final String HEADERS = "lib/clang/20/include";

  /** The programs ask for these by soname; the library has them by plain name only. */
  private static final List<String> LINUX_LIBRARIES = List.of("libLLVM.so", "libclang-cpp.so");

  private static final String LINUX_SONAME_SUFFIX = ".20.1";
  private static final List<String> MAC_LIBRARIES = List.of("libLLVM.dylib", "libclang-cpp.dylib");

  private final Consumer<String> progress;
  private Path directory;
  private Confinement confinement;

  /**
   * A toolchain; nothing is unpacked or loaded yet.
   *
   * @param progress is told when unpacking begins, which takes seconds
   */
  public Toolchain(Consumer<String> progress) {
    this.progress = progress;
  }

  /** The compiler. */
  public Path clang() throws IOException {
    return directory().resolve("clang");
  }

  /** How the compiler is kept from what it is not given, on this system. */
  synchronized Confinement confinement() {
    if (confinement == null) {
      try {
        confinement = new Confinement(new Launcher(this).path());
      } catch (IOException e) {
        // Without it there is still the view that the compiler has; the user is told.
        confinement = new Confinement(Optional.empty());
      }
    }
    return confinement;
  }

  /** The compiler and what confines it here, in a few words; nothing is unpacked for that. */
  public String description() {
    String compiler = "clang " + LLVM_VERSION.substring(0, LLVM_VERSION.indexOf('-'));
    try {
      return compiler + (isUnpacked() ? ", " + confinement().description() : ", not unpacked yet");
    } catch (IOException e) {
      return compiler + ", which cannot be used: " + e.getMessage();
    }
  }

  /** LLVM's own interpreter and JIT, the reference that the VM is compared with. */
  public Path lli() throws IOException {
    unpack("lli");
    return directory().resolve("lli");
  }

  /** The linker, of several flavours; it links our own launcher and nothing else. */
  Path linker() throws IOException {
    directory();
    return unpack("lld");
  }

  /** The compiler's own headers, {@code stdarg.h} and the like. */
  public Path headers() throws IOException {
    return directory().resolve(HEADERS);
  }

  /** The directory that {@code -resource-dir} wants: clang does not find it by itself here. */
  public Path resourceDirectory() throws IOException {
    return headers().getParent();
  }

  private synchronized Path directory() throws IOException {
    if (directory == null) {
      if (!isUnpacked()) {
        progress.accept("unpacking the compiler (once per machine)");
      }
      boolean mac = Loader.getPlatform().startsWith("macosx");
      for (String library : mac ? MAC_LIBRARIES : LINUX_LIBRARIES) {
        Path file = unpack(library);
        if (!mac) {
          link(file.resolveSibling(library + LINUX_SONAME_SUFFIX), library);
        }
      }
      unpack(HEADERS);
      directory = unpack("clang").getParent();
    }
    return directory;
  }

  private static boolean isUnpacked() throws IOException {
    String jar = "llvm-" + LLVM_VERSION + "-" + Loader.getPlatform() + ".jar";
    return Files.exists(Loader.getCacheDir().toPath().resolve(jar + resource("clang")));
  }

  private static String resource(String name) {
    return "/org/bytedeco/llvm/" + Loader.getPlatform() + "/" + name;
  }

  private static Path unpack(String name) throws IOException {
    File file = Loader.cacheResource(org.bytedeco.llvm.global.LLVM.class, resource(name));
    if (file == null) {
      throw new IOException(
          "no " + name + " for " + Loader.getPlatform() + " in the LLVM library of this build");
    }
    if (file.isFile() && !name.contains(".") && !file.canExecute() && !file.setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
    return file.toPath();
  }

  private static void link(Path link, String target) throws IOException {
    if (Files.exists(link)) {
      return;
    }
    Path fresh = Files.createTempDirectory(link.getParent(), "link").resolve("link");
    try {
      Files.createSymbolicLink(fresh, Path.of(target));
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      // Another process was faster.
      Files.deleteIfExists(fresh);
    } finally {
      Files.delete(fresh.getParent());
    }
  }
}
