package org.seamreplay.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * kmalloc() and its relatives. Every object lies between red zones and is aligned to exactly what
 * the kernel promises and no more: to the largest power of two that divides the size, at least 8
 * (Documentation/core-api/memory-allocation.rst). Freed objects are kept out of use for a while.
 */
final class Slab {
  /** ZERO_SIZE_PTR. */
  private static final long ZERO_SIZE = 16;

  private static final int RED_ZONE = 16;
  private static final int CHUNK = 64 << 10;

  /** From here on objects are pages, as in the kernel. */
  private static final int PAGES_FROM = 8 << 10;

  /** KMALLOC_MAX_SIZE. */
  private static final long MOST = 4L << 20;

  /** Bytes of freed objects that wait before the first of them is used again. */
  private static final long QUARANTINE = 1 << 20;

  private record Cell(long address, long size) {}

  /** A {@code struct kmem_cache}. */
  private record Cache(long size) {}

  private final PageAllocator pages;
  private final AllocationGate gate;
  private final Context context;
  private final Cpus cpus;
  private final Locks locks;

  /** Size asked for, by address of the live object. */
  private final Map<Long, Long> live = new HashMap<>();

  private final Deque<Cell> quarantine = new ArrayDeque<>();
  private final Map<Long, Deque<Long>> reusable = new HashMap<>();
  private final Map<Long, Cache> caches = new HashMap<>();
  private long quarantined;
  private long next;
  private long chunkEnd;
  private Vmalloc vmalloc;

  Slab(PageAllocator pages, AllocationGate gate, Context context, Cpus cpus, Locks locks) {
    this.pages = pages;
    this.gate = gate;
    this.context = context;
    this.cpus = cpus;
    this.locks = locks;
  }

  void register(Models m, Vmalloc vmallocSpace) {
    vmalloc = vmallocSpace;
    m.model(
        "kmalloc __kmalloc __kmalloc_noprof kmalloc_node",
        c -> allocate(c, c.arg(0), c.arg(1), false));
    m.model("kzalloc kzalloc_node", c -> allocate(c, c.arg(0), c.arg(1), true));
    m.model("kmalloc_array", c -> allocate(c, product(c, 0, 1), c.arg(2), false));
    m.model("kcalloc", c -> allocate(c, product(c, 0, 1), c.arg(2), true));
    m.model("krealloc", c -> reallocate(c, c.arg(0), c.arg(1), c.arg(2)));
    m.model("krealloc_array", c -> reallocate(c, c.arg(0), product(c, 1, 2), c.arg(3)));
    m.model("kmemdup kvmemdup", c -> duplicate(c, c.arg(0), c.arg(1), c.arg(2)));
    m.model("kmemdup_array", c -> duplicate(c, c.arg(0), product(c, 1, 2), c.arg(3)));
    m.model("kstrdup", c -> duplicateString(c, Long.MAX_VALUE, c.arg(1)));
    m.model("kstrndup", c -> duplicateString(c, c.arg(1), c.arg(2)));
    m.model("kfree", c -> free(c.vm(), "kfree()", c.arg(0)));
    m.model("kfree_sensitive", this::freeSensitive);
    m.model("ksize", c -> c.result(live.getOrDefault(c.arg(0), 0L)));
    m.model("kvmalloc kvmalloc_node", c -> allocateLarge(c, c.arg(0), c.arg(1), false));
    m.model("kvzalloc", c -> allocateLarge(c, c.arg(0), c.arg(1), true));
    m.model("kvmalloc_array", c -> allocateLarge(c, product(c, 0, 1), c.arg(2), false));
    m.model("kvcalloc", c -> allocateLarge(c, product(c, 0, 1), c.arg(2), true));
    m.model("kasprintf", this::formatted);
    m.model("kvfree kvfree_sensitive", c -> freeEither(c.vm(), c.arg(0)));
    m.model("seamreplay_kmem_cache_create", this::createCache);
    m.model("kmem_cache_destroy", c -> free(c.vm(), "kmem_cache_destroy()", c.arg(0)));
    m.model("kmem_cache_alloc", c -> allocate(c, cacheSize(c), c.arg(1), false));
    m.model("kmem_cache_zalloc", c -> allocate(c, cacheSize(c), c.arg(1), true));
    m.model("kmem_cache_free", c -> free(c.vm(), "kmem_cache_free()", c.arg(1)));
  }

  /** The product of two arguments, or a size that nothing can have if it does not fit. */
  private static long product(ExternalCall call, int first, int second) {
    long a = call.arg(first);
    long b = call.arg(second);
    long low = a * b;
    return Math.multiplyHigh(a, b) == 0 && low >= 0 && a >= 0 && b >= 0 ? low : Long.MAX_VALUE;
  }

  private void allocate(ExternalCall call, long size, long flags, boolean zero) {
    if (!gate.admit(call, size, flags)) {
      gate.done(call, size, 0);
      return;
    }
    gate.done(call, size, make(call.vm(), call.name(), size, flags, zero));
  }

  private void allocateLarge(ExternalCall call, long size, long flags, boolean zero) {
    boolean admitted = gate.admit(call, size, flags);
    long address = 0;
    if (admitted && size <= AddressSpace.PAGE_SIZE) {
      address = make(call.vm(), call.name(), size, flags, zero);
    } else if (admitted && size > 0) {
      address =
          vmalloc.make(call.vm(), call.name(), size, zero || (flags & gate.gfp().zero()) != 0);
    }
    gate.done(call, size, address);
  }

  /** Makes an object; its address, 0 if there is no memory for it. */
  long make(Vm vm, String kind, long size, long flags, boolean zero) {
    if (size == 0) {
      return ZERO_SIZE;
    }
    if (size < 0 || size > MOST) {
      vm.report(
          ContextFault.KERNEL_WARNING,
          kind + "() of " + Long.toUnsignedString(size) + " bytes, the most is " + MOST);
      return 0;
    }
    boolean cleared = zero || (flags & gate.gfp().zero()) != 0;
    long address = size > PAGES_FROM ? pageObject(size) : cell(size);
    if (address == 0) {
      return 0;
    }
    vm.memory().setState(address, size, ByteState.UNDEFINED);
    if (cleared) {
      vm.memory().fill(address, 0, size);
    }
    live.put(address, size);
    vm.allocations().allocated(kind, address, size);
    return address;
  }

  /** A large object: pages, aligned to the power of two that holds them; the rest is red zone. */
  private long pageObject(long size) {
    long whole = AddressSpace.pageAlign(size);
    long hpa = pages.unlisted(whole, Long.highestOneBit(whole * 2 - 1), node());
    if (hpa == -1) {
      return 0;
    }
    pages.redZone(hpa, whole);
    return AddressSpace.direct(hpa);
  }

  private long cell(long size) {
    Deque<Long> free = reusable.get(size);
    if (free != null && !free.isEmpty()) {
      return free.removeFirst();
    }
    long align = Math.max(8, Long.lowestOneBit(size));
    long at = place(align);
    if (at + size + RED_ZONE > chunkEnd) {
      long hpa = pages.unlisted(CHUNK, AddressSpace.PAGE_SIZE, node());
      if (hpa == -1) {
        return 0;
      }
      pages.redZone(hpa, CHUNK);
      next = AddressSpace.direct(hpa);
      chunkEnd = next + CHUNK;
      at = place(align);
    }
    next = at + size;
    return at;
  }

  /** The next address behind a red zone that is aligned to {@code align}, but to no more. */
  private long place(long align) {
    long at = (next + RED_ZONE + align - 1) & -align;
    return (at & (2 * align - 1)) == 0 && align < AddressSpace.PAGE_SIZE ? at + align : at;
  }

  private int node() {
    return cpus.node(context.cpu());
  }

  /** Frees an object; {@code function} is what the report calls it. */
  void free(Vm vm, String function, long address) {
    if (address == 0 || address == ZERO_SIZE) {
      return;
    }
    Long size = live.remove(address);
    if (size == null) {
      BadFree.report(vm, function, address);
      return;
    }
    vm.allocations().freed(address);
    locks.freed(vm, address, size);
    vm.memory().setState(address, size, ByteState.FREED);
    if (size > PAGES_FROM) {
      pages.giveUnlisted(address - AddressSpace.DIRECT_MAP, AddressSpace.pageAlign(size));
      return;
    }
    quarantine.addLast(new Cell(address, size));
    quarantined += size;
    while (quarantined > QUARANTINE) {
      Cell oldest = quarantine.removeFirst();
      quarantined -= oldest.size;
      reusable.computeIfAbsent(oldest.size, s -> new ArrayDeque<>()).addLast(oldest.address);
    }
  }

  private void freeSensitive(ExternalCall call) {
    long address = call.arg(0);
    Long size = live.get(address);
    if (size != null) {
      call.vm().memory().fill(address, 0, size);
    }
    free(call.vm(), "kfree_sensitive()", address);
  }

  private void freeEither(Vm vm, long address) {
    if (AddressSpace.isVmalloc(address)) {
      vmalloc.free(vm, "kvfree()", address);
    } else {
      free(vm, "kvfree()", address);
    }
  }

  private void reallocate(ExternalCall call, long old, long size, long flags) {
    Vm vm = call.vm();
    boolean fresh = old == 0 || old == ZERO_SIZE;
    Long before = fresh ? Long.valueOf(0) : live.get(old);
    if (before == null) {
      BadFree.report(vm, call.name() + "()", old);
      return;
    }
    if (size == 0) {
      free(vm, call.name() + "()", old);
      call.result(ZERO_SIZE);
      return;
    }
    long address = gate.admit(call, size, flags) ? make(vm, call.name(), size, flags, false) : 0;
    if (address != 0) {
      vm.memory().copy(address, fresh ? address : old, Math.min(before, size));
      free(vm, call.name() + "()", fresh ? 0 : old);
    }
    gate.done(call, size, address);
  }

  private void duplicate(ExternalCall call, long from, long size, long flags) {
    boolean admitted = gate.admit(call, size, flags);
    long address = admitted ? make(call.vm(), call.name(), size, flags, false) : 0;
    if (address != 0 && size > 0) {
      call.vm().memory().copy(address, from, size);
    }
    gate.done(call, size, address);
  }

  private void duplicateString(ExternalCall call, long most, long flags) {
    if (call.arg(0) == 0) {
      call.result(0);
      return;
    }
    String text = call.stringArg(0);
    int length = (int) Math.min(text.length(), most);
    boolean admitted = gate.admit(call, length + 1, flags);
    long address = admitted ? make(call.vm(), call.name(), length + 1, flags, true) : 0;
    if (address != 0) {
      call.vm().memory().copy(address, call.arg(0), length);
    }
    gate.done(call, length + 1, address);
  }

  private void formatted(ExternalCall call) {
    long flags = call.arg(0);
    String text = PrintkFormat.format(call, 1);
    int size = text.length() + 1;
    long address =
        gate.admit(call, size, flags) ? make(call.vm(), call.name(), size, flags, true) : 0;
    for (int i = 0; address != 0 && i < text.length(); i++) {
      call.vm().memory().store(address + i, 1, text.charAt(i));
    }
    gate.done(call, size, address);
  }

  private void createCache(ExternalCall call) {
    long size = call.arg(1);
    long cache = make(call.vm(), "kmem_cache_create", 64, gate.gfp().kernel(), true);
    if (cache != 0) {
      caches.put(cache, new Cache(size));
    }
    call.result(cache);
  }

  private long cacheSize(ExternalCall call) {
    Cache cache = caches.get(call.arg(0));
    if (cache == null) {
      call.vm().report(MemoryFault.WILD_POINTER, call.name() + "(): not a cache that was created");
      return 0;
    }
    return cache.size;
  }
}
