/**
 * Next runs this before it starts a page. Here it makes React ready, half of what there is to run: in kept pages the
 * start then waits for a task of its own (lib/late-scripts.mjs), and no single one keeps a slow phone from answering.
 */
import 'react-dom/client'
