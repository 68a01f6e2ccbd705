package dev.leadline.allinone.platform;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture with 256 of its colours, each other one as the nearest of them: of a page of few
 * colours nobody sees it, and the file is a third.
 */
final class FewColours {

  private static final int COLOURS = 256;
  private static final int UNLIKE = 600;

  private FewColours() {}

  static byte[] of(byte[] png) throws IOException {
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(png));
    int width = whole.getWidth();
    int height = whole.getHeight();
    int[] pixels = whole.getRGB(0, 0, width, height, null, 0, width);
    var counts = new HashMap<Integer, Integer>();
    for (int pixel : pixels) counts.merge(pixel, 1, Integer::sum);
    List<Integer> palette = palette(counts);
    var places = new HashMap<Integer, Integer>();
    for (int colour : counts.keySet()) places.put(colour, nearest(palette, colour));
    int[] colours = palette.stream().mapToInt(it -> it).toArray();
    var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
    var small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    var raster = small.getRaster();
    for (int i = 0; i < pixels.length; i++)
      raster.setSample(i % width, i / width, 0, places.get(pixels[i]));
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(small, "png", bytes);
    return bytes.toByteArray();
  }

  /** Those that are unlike each other first, so that the only yellow of a page stays yellow. */
  private static List<Integer> palette(Map<Integer, Integer> counts) {
    List<Integer> frequent =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    var palette = new ArrayList<Integer>();
    for (int unlike : List.of(UNLIKE, 0))
      for (int colour : frequent) {
        if (palette.size() == COLOURS) return palette;
        if (!palette.contains(colour)
            && (palette.isEmpty()
                || distance(palette.get(nearest(palette, colour)), colour) >= unlike))
          palette.add(colour);
      }
    return palette;
  }

  private static int nearest(List<Integer> palette, int colour) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.size(); i++) {
      int distance = distance(palette.get(i), colour);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
      sum += difference * difference;
    }
    return sum;
  }
}
