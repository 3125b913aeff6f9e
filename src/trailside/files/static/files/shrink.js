// A photo is made small before it is sent: less to wait for on a weak signal, and where it was taken stays on the phone.
// Without this script, or when the browser cannot read the file, it is sent as it is and made anew by the server.
const EDGE = 1600;

const shrunk = async (file) => {
  const whole = await createImageBitmap(file, { imageOrientation: "from-image" });
  const part = Math.min(1, EDGE / Math.max(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(whole.width * part);
  canvas.height = Math.round(whole.height * part);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(whole, 0, 0, canvas.width, canvas.height);
  const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return made ? new File([made], "picture.jpg", { type: "image/jpeg" }) : file;
};

for (const field of document.querySelectorAll("input[type=file][accept^=image]")) {
  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file) return;
    try {
      const one = new DataTransfer();
      one.items.add(await shrunk(file));
      field.files = one.files;
    } catch { /* the server will say what is wrong with it */ }
  });
}
