// Command ledgercheck checks what the ledger made against golang.org/x/mod/sumdb, which shares no line of code with it, and
// makes things of its own for the ledger to check. Frames come on the standard input and go to the standard output; one line
// about the first thing that is wrong goes to the standard error, and the exit code is then 1.
//
// A frame is: kind (1 byte), expectation (1 byte: 1 is to be accepted, 0 refused), two numbers (8 bytes each), length (4 bytes)
// and as many bytes; all big-endian. Leaf i of every tree is the record of the 8 bytes of i.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	root        = 'R' // size, -: the root
	inclusion   = 'I' // size, index: the proof
	consistency = 'C' // later size, earlier size: the proof
	tile        = 'T' // size, -: path, NUL, content
	logNote     = 'N' // -, -: vkey, newline, note
	cosigned    = 'W' // -, time: vkey of a witness, newline, note
	checkpoint  = 'K' // size, -: a text that tlog.ParseTree reads
	largest     = 1 << 20
	seed        = 1
)

// numbers is the tree over the numbers from 0.
type numbers struct {
	stored []tlog.Hash
	roots  map[int64]tlog.Hash
}

func (n *numbers) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(n.stored)) {
			return nil, errors.New("no such hash")
		}
		hashes[i] = n.stored[index]
	}
	return hashes, nil
}

func record(index int64) []byte {
	var data [8]byte
	binary.BigEndian.PutUint64(data[:], uint64(index))
	return data[:]
}

func grow(size int64) *numbers {
	n := &numbers{roots: map[int64]tlog.Hash{}}
	for i := int64(0); i < size; i++ {
		hashes, err := tlog.StoredHashes(i, record(i), n)
		if err != nil {
			panic(err)
		}
		n.stored = append(n.stored, hashes...)
	}
	return n
}

func (n *numbers) root(size int64) tlog.Hash {
	known, ok := n.roots[size]
	if !ok {
		var err error
		known, err = tlog.TreeHash(size, n)
		if err != nil {
			panic(err)
		}
		n.roots[size] = known
	}
	return known
}

type frame struct {
	Kind, Expected byte
	A, B           int64
	Length         uint32
}

func hashes(payload []byte) ([]tlog.Hash, error) {
	if len(payload)%tlog.HashSize != 0 {
		return nil, errors.New("not whole hashes")
	}
	all := make([]tlog.Hash, len(payload)/tlog.HashSize)
	for i := range all {
		copy(all[i][:], payload[i*tlog.HashSize:])
	}
	return all, nil
}

func (n *numbers) check(f frame, payload []byte) error {
	switch f.Kind {
	case root:
		want := n.root(f.A)
		if !bytes.Equal(want[:], payload) {
			return errors.New("another root")
		}
		return nil
	case inclusion:
		proof, err := hashes(payload)
		if err != nil {
			return err
		}
		return tlog.CheckRecord(proof, f.A, n.root(f.A), f.B, tlog.RecordHash(record(f.B)))
	case consistency:
		proof, err := hashes(payload)
		if err != nil {
			return err
		}
		return tlog.CheckTree(proof, f.A, n.root(f.A), f.B, n.root(f.B))
	case tile:
		return n.checkTile(f.A, payload)
	case logNote:
		key, text, _ := strings.Cut(string(payload), "\n")
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return err
		}
		_, err = note.Open([]byte(text), note.VerifierList(verifier))
		return err
	case cosigned:
		key, text, _ := strings.Cut(string(payload), "\n")
		verifier, err := newWitness(key)
		if err != nil {
			return err
		}
		opened, err := note.Open([]byte(text), note.VerifierList(verifier))
		if err != nil {
			return err
		}
		signature, err := base64.StdEncoding.DecodeString(opened.Sigs[0].Base64)
		if err != nil || int64(binary.BigEndian.Uint64(signature[4:])) != f.B {
			return errors.New("another time")
		}
		return nil
	case checkpoint:
		tree, err := tlog.ParseTree(payload)
		if err != nil {
			return err
		}
		if tree.N != f.A || tree.Hash != n.root(f.A) {
			return errors.New("another tree")
		}
		if !bytes.Equal(tlog.FormatTree(tree), payload) {
			return errors.New("another text")
		}
		return nil
	}
	return fmt.Errorf("unknown kind %q", f.Kind)
}

// checkTile compares a file with what tlog says should be in it. Its paths have the height, 8, after "tile/".
func (n *numbers) checkTile(size int64, payload []byte) error {
	path, content, _ := bytes.Cut(payload, []byte{0})
	parsed, err := tlog.ParseTilePath("tile/8/" + strings.TrimPrefix(string(path), "tile/"))
	if err != nil {
		return err
	}
	found := false
	for _, t := range tlog.NewTiles(8, 0, size) {
		found = found || t == parsed
	}
	if !found {
		return errors.New("no tile of this tree")
	}
	want, err := tlog.ReadTileData(parsed, n)
	if err != nil {
		return err
	}
	if !bytes.Equal(want, content) {
		return errors.New("another content")
	}
	return nil
}

// witness verifies cosignatures of version 1 (C2SP tlog-cosignature), which the note package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) (*witness, error) {
	name, rest, _ := strings.Cut(vkey, "+")
	id, key64, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.DecodeString(key64)
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, errors.New("no key of a witness")
	}
	sum := sha256.Sum256(append([]byte(name+"\n"), key...))
	if fmt.Sprintf("%x", sum[:4]) != id {
		return nil, errors.New("another key id")
	}
	return &witness{name, binary.BigEndian.Uint32(sum[:4]), key[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }
func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 72 {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

func (n *numbers) checkAll(in io.Reader) (int, error) {
	checked := 0
	for {
		var f frame
		if err := binary.Read(in, binary.BigEndian, &f); err == io.EOF {
			return checked, nil
		} else if err != nil {
			return checked, err
		}
		payload := make([]byte, f.Length)
		if _, err := io.ReadFull(in, payload); err != nil {
			return checked, err
		}
		err := n.check(f, payload)
		if (err == nil) != (f.Expected == 1) {
			return checked, fmt.Errorf("frame %d, %q of %d and %d, expected %d: %v",
				checked, f.Kind, f.A, f.B, f.Expected, err)
		}
		checked++
	}
}

func send(out io.Writer, kind, expected byte, a, b int64, payload []byte) {
	f := frame{kind, expected, a, b, uint32(len(payload))}
	if err := binary.Write(out, binary.BigEndian, f); err != nil {
		panic(err)
	}
	if _, err := out.Write(payload); err != nil {
		panic(err)
	}
}

func flat(proof []tlog.Hash) []byte {
	var all []byte
	for _, hash := range proof {
		all = append(all, hash[:]...)
	}
	return all
}

// sendBoth sends a thing and then the same with one bit changed.
func sendBoth(out io.Writer, random *rand.Rand, kind byte, a, b int64, payload []byte) {
	send(out, kind, 1, a, b, payload)
	if len(payload) > 0 {
		changed := append([]byte(nil), payload...)
		changed[random.Intn(len(changed))] ^= 1 << random.Intn(8)
		send(out, kind, 0, a, b, changed)
	}
}

func (n *numbers) makeAll(out io.Writer) error {
	random := rand.New(rand.NewSource(seed))
	for i := 0; i < 2000; i++ {
		most := int64(1) << (1 + random.Intn(20))
		size := 1 + random.Int63n(most)
		index, earlier := random.Int63n(size), 1+random.Int63n(size)
		sum := n.root(size)
		sendBoth(out, random, root, size, 0, sum[:])
		proof, err := tlog.ProveRecord(size, index, n)
		if err != nil {
			return err
		}
		sendBoth(out, random, inclusion, size, index, flat(proof))
		growth, err := tlog.ProveTree(size, earlier, n)
		if err != nil {
			return err
		}
		sendBoth(out, random, consistency, size, earlier, flat(growth))
		send(out, checkpoint, 1, size, 0, tlog.FormatTree(tlog.Tree{N: size, Hash: sum}))
	}
	for i := 0; i < 50; i++ {
		secret, vkey, err := note.GenerateKey(random, fmt.Sprintf("go.example/%d", i))
		if err != nil {
			return err
		}
		signer, err := note.NewSigner(secret)
		if err != nil {
			return err
		}
		text := string(tlog.FormatTree(tlog.Tree{N: int64(i + 1), Hash: n.root(int64(i + 1))}))
		signed, err := note.Sign(&note.Note{Text: text}, signer)
		if err != nil {
			return err
		}
		send(out, logNote, 1, 0, 0, append([]byte(vkey+"\n"), signed...))
		forged := bytes.Replace(signed, []byte("tree\n"), []byte("tree\n9"), 1)
		send(out, logNote, 0, 0, 0, append([]byte(vkey+"\n"), forged...))
	}
	return nil
}

func main() {
	n := grow(largest)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	checked, err := n.checkAll(bufio.NewReaderSize(os.Stdin, 1<<20))
	if err == nil {
		err = n.makeAll(out)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, checked, "checked")
}
