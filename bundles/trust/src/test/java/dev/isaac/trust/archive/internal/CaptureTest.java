package dev.isaac.trust.archive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.archives.Bytes;
import dev.isaac.trust.archive.internal.Capture.Content;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entry is and what is kept of it does not depend on the pieces in which it comes. */
class CaptureTest {

    private static final int HEAD = 64;

    private static Capture of(byte[] content, int piece, boolean all, int archives, int classes) {
        Capture capture = new Capture(content.length, all, archives, classes);
        byte[] buffer = new byte[piece];
        for (int at = 0; at < content.length; at += piece) {
            int count = Math.min(piece, content.length - at);
            System.arraycopy(content, at, buffer, 0, count);
            capture.accept(buffer, count);
        }
        return capture;
    }

    private static Content content(byte[] content, int piece) {
        Content found = of(content, piece, false, 0, 0).content();
        assertThat(of(content, piece, true, 0, 0).content()).isEqualTo(found);
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "7f454c46, NATIVE",
        "7f454c, OTHER",
        "504b0304, ARCHIVE",
        "504b0506, ARCHIVE",
        "504b0708, OTHER",
        "cafebabe, CLASS",
        "cafebabe00000000, NATIVE",
        "cafebabe0000002c, NATIVE",
        "cafebabe0000002d, CLASS",
        "cafebabe00000100, CLASS",
        "cafebabe000000, CLASS",
        "cafebabf00, NATIVE",
        "4d5a, OTHER",
    })
    void tellsByTheFirstBytes(String hex, Content expected) {
        byte[] content = HexFormat.of().parseHex(hex);
        for (int piece = 1; piece <= content.length; piece++) {
            assertThat(content(content, piece)).as("pieces of %d", piece).isEqualTo(expected);
        }
    }

    /** A Windows program whose mark lies there, in bytes up to that length. */
    private static byte[] windows(int mark, int length) {
        byte[] content = new byte[length];
        byte[] start = new Bytes().u16(0x5a4d).toByteArray();
        System.arraycopy(start, 0, content, 0, start.length);
        byte[] at = new Bytes().u32(mark).toByteArray();
        System.arraycopy(at, 0, content, 60, at.length);
        byte[] letters = {'P', 'E', 0, 0};
        System.arraycopy(letters, 0, content, mark, letters.length);
        return content;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20, 56, 64, 65, 100, 128, 196})
    void findsTheMarkOfWindowsWhereverItLies(int mark) {
        byte[] content = windows(mark, 200);
        for (int piece = 1; piece <= content.length; piece++) {
            assertThat(content(content, piece)).as("pieces of %d", piece).isEqualTo(Content.NATIVE);
        }
        for (int k = 0; k < 2; k++) {
            byte[] other = content.clone();
            other[mark + k] = 'x';
            assertThat(content(other, 200)).isEqualTo(Content.OTHER);
            assertThat(content(other, 65)).isEqualTo(Content.OTHER);
        }
        if (mark > HEAD) {
            assertThat(content(Arrays.copyOf(content, mark + 3), 200)).isEqualTo(Content.OTHER);
        }
    }

    @Test
    void aMarkThatWouldLieInTheBeginningIsNone() {
        for (int mark : new int[] {0, 61, 62, 63}) {
            byte[] content = windows(100, 300);
            System.arraycopy(new byte[] {(byte) mark, 0, 0, 0}, 0, content, 60, 4);
            for (int piece : new int[] {10, 64, 65, 100, 150, 300}) {
                assertThat(content(content, piece)).isEqualTo(Content.OTHER);
            }
        }
    }

    @Test
    void keepsWhatIsWantedAndNoMore() {
        byte[] content = new byte[100];
        for (int i = 8; i < content.length; i++) {
            content[i] = (byte) i;
        }
        byte[] archive = content.clone();
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, archive, 0, 4);
        byte[] code = content.clone();
        System.arraycopy(HexFormat.of().parseHex("cafebabe0000003d"), 0, code, 0, 8);
        for (int piece = 1; piece <= 100; piece++) {
            assertThat(of(content, piece, true, 0, 0).bytes()).isEqualTo(content);
            assertThat(of(content, piece, false, 100, 100).bytes()).isEqualTo(Arrays.copyOf(content, HEAD));
            assertThat(of(archive, piece, false, 100, 0).bytes()).isEqualTo(archive);
            assertThat(of(archive, piece, false, 99, 100).bytes()).isEqualTo(Arrays.copyOf(archive, HEAD));
            assertThat(of(code, piece, false, 0, 100).bytes()).isEqualTo(code);
            assertThat(of(code, piece, false, 100, 99).bytes()).isEqualTo(Arrays.copyOf(code, HEAD));
            assertThat(of(code, piece, true, 0, 0).bytes()).isEqualTo(code);
            assertThat(of(archive, piece, true, 0, 0).bytes()).isEqualTo(archive);
        }
        Capture half = new Capture(100, true, 0, 0);
        half.accept(content, 70);
        assertThat(half.bytes()).isEqualTo(Arrays.copyOf(content, 70));
    }
}
