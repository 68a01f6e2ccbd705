package dev.leadline.gateway.store.index;

import java.util.Iterator;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Hands prepared terms to Lucene as they are. */
final class Pieces extends TokenStream {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final Set<String> pieces;
  private Iterator<String> left;

  Pieces(Set<String> pieces) {
    this.pieces = pieces;
    this.left = pieces.iterator();
  }

  @Override
  public void reset() {
    left = pieces.iterator();
  }

  @Override
  public boolean incrementToken() {
    if (!left.hasNext()) return false;
    clearAttributes();
    term.append(left.next());
    return true;
  }
}
