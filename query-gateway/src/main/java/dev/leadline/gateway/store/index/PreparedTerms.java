package dev.leadline.gateway.store.index;

import java.util.Iterator;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Hands prepared terms to Lucene as they are. */
final class PreparedTerms extends TokenStream {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final Set<String> terms;
  private Iterator<String> left;

  PreparedTerms(Set<String> terms) {
    this.terms = terms;
    this.left = terms.iterator();
  }

  @Override
  public void reset() {
    left = terms.iterator();
  }

  @Override
  public boolean incrementToken() {
    if (!left.hasNext()) return false;
    clearAttributes();
    term.append(left.next());
    return true;
  }
}
