package org.seamreplay.vm.exec;

import java.util.Arrays;
import org.seamreplay.vm.code.Image;
import org.seamreplay.vm.code.Page;

/** The variables of the program; a page is copied from the image when it is first touched. */
final class ImageRegion extends Region {
  private final Image image;
  private final Page[] pages;
  private int made;

  ImageRegion(Image image) {
    super("variables", image.start(), image.end() - image.start());
    this.image = image;
    this.pages = new Page[(int) (size >>> Page.SHIFT)];
  }

  @Override
  Page page(long address) {
    int index = (int) ((address - start) >>> Page.SHIFT);
    if (pages[index] == null) {
      pages[index] = image.copy(address);
      made++;
    }
    return pages[index];
  }

  /** Makes the pages of a range constant; a linker section has its pages for itself. */
  void freeze(long address, long length) {
    for (long at = address & -Page.SIZE; at < address + length; at += Page.SIZE) {
      Page page = page(at);
      pages[(int) ((at - start) >>> Page.SHIFT)] =
          new Page(page.number, page.data, page.state, false);
    }
  }

  @Override
  byte stateAt(long address) {
    Page page = pages[(int) ((address - start) >>> Page.SHIFT)];
    return page == null ? image.stateAt(address) : page.state[(int) address & Page.MASK];
  }

  @Override
  void setState(long address, long length, byte state) {
    for (long at = address; at < address + length; ) {
      int offset = (int) at & Page.MASK;
      int part = (int) Math.min(Page.SIZE - offset, address + length - at);
      Arrays.fill(page(at).state, offset, offset + part, state);
      at += part;
    }
  }

  @Override
  long pages() {
    return made;
  }
}
